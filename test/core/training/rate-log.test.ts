import { describe, expect, it } from "vitest";
import { RateLog } from "../../../core/training/rate-log.ts";

describe("a log of learning rates", () => {
  it("has the rate of every step, and where the next one begins", () => {
    const log = new RateLog(0, 0.1);
    log.change(10, 0.2);
    log.change(20, 0.3);
    expect([0, 9, 10, 19, 20, 99].map((step) => log.at(step))).toEqual([0.1, 0.1, 0.2, 0.2, 0.3, 0.3]);
    expect([0, 9, 10, 20].map((step) => log.nextChange(step))).toEqual([10, 10, 20, Infinity]);
    expect(log.last).toBe(0.3);
  });

  it("keeps only the last change of a step, and none that changes nothing", () => {
    const log = new RateLog(0, 0.1);
    log.change(10, 0.2);
    log.change(10, 0.1);
    expect(log.nextChange(0)).toBe(Infinity);
    log.change(0, 0.5);
    expect([log.at(0), log.last]).toEqual([0.5, 0.5]);
  });

  it("forgets by a change what was to come after it", () => {
    const log = new RateLog(0, 0.1);
    log.change(10, 0.2);
    log.change(5, 0.4);
    expect([log.at(4), log.at(5), log.at(10)]).toEqual([0.1, 0.4, 0.4]);
  });

  it("tells whether a stretch of steps had another rate than some", () => {
    const log = new RateLog(0, 0.1);
    log.change(10, 0.2);
    expect(log.differs(0.1, 0, 10)).toBe(false);
    expect(log.differs(0.1, 0, 11)).toBe(true);
    expect(log.differs(0.2, 9, 10)).toBe(true);
    expect(log.differs(0.2, 10, 99)).toBe(false);
    expect(log.differs(0.3, 5, 5)).toBe(false);
  });

  it("after a cut keeps the change of the step itself", () => {
    const log = new RateLog(0, 0.1);
    log.change(10, 0.2);
    log.change(20, 0.3);
    log.cutAfter(10);
    expect([log.at(9), log.at(20)]).toEqual([0.1, 0.2]);
  });
});
