import { describe, expect, it } from "vitest";
import { Pacer } from "../../../core/training/pacer.ts";
import { Speedometer } from "../../../core/training/speedometer.ts";

describe("Pacer", () => {
  it("has one step due at the start, and the next after one period", () => {
    const pacer = new Pacer();
    pacer.set(4, 0);
    pacer.start(1000);
    expect(pacer.due(1000)).toBe(1);
    pacer.made(1);
    expect(pacer.due(1249)).toBe(0);
    expect(pacer.wait(1249)).toBeCloseTo(1, 1);
    expect(pacer.due(1250)).toBe(1);
  });

  it("adds fractions up: 7 steps a second stay 7 a second, however it is asked", () => {
    const pacer = new Pacer();
    pacer.set(7, 0);
    pacer.start(0);
    let made = 0;
    for (let now = 0; now <= 100_000; now += 13) {
      const due = pacer.due(now);
      pacer.made(due);
      made += due;
    }
    expect(made).toBe(Math.floor(1 + 7 * 99.996));
  });

  it("without a pace has endless steps due and nothing to wait for", () => {
    const pacer = new Pacer();
    pacer.start(0);
    expect(pacer.due(0)).toBe(Infinity);
    expect(pacer.wait(0)).toBe(0);
  });

  it("at no steps a second waits forever after the first", () => {
    const pacer = new Pacer();
    pacer.set(0, 0);
    pacer.start(0);
    pacer.made(pacer.due(0));
    expect(pacer.due(1e9)).toBe(0);
    expect(pacer.wait(1e9)).toBe(Infinity);
  });

  it("lets a new pace start with one step due at most", () => {
    const pacer = new Pacer();
    pacer.set(1000, 0);
    pacer.start(0);
    pacer.set(1, 5000);
    expect(pacer.due(5000)).toBe(1);
  });
});

describe("Speedometer", () => {
  it("shows nothing before the first step", () => {
    const speed = new Speedometer();
    speed.start(0, 100);
    expect(speed.stepsPerSecond).toBe(0);
    speed.reach(0, 101);
    expect(speed.stepsPerSecond).toBe(0);
  });

  it("follows a change of speed within about a second", () => {
    const speed = new Speedometer();
    speed.start(0, 0);
    let step = 0;
    for (let now = 10; now <= 2000; now += 10) speed.reach(now, (step += 10));
    expect(speed.stepsPerSecond).toBeCloseTo(1000, 6);
    for (let now = 2010; now <= 3200; now += 10) speed.reach(now, (step += 1));
    expect(speed.stepsPerSecond).toBeCloseTo(100, 6);
  });

  it("is steady at one step a second", () => {
    const speed = new Speedometer();
    speed.start(0, 0);
    for (let second = 1; second <= 20; second++) {
      speed.reach(1000 * second, second);
      expect(speed.stepsPerSecond).toBeCloseTo(1, 9);
    }
  });
});
