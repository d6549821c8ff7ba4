import { beforeEach, describe, expect, it } from "vitest";
import { schedulePictures } from "../../../renderer/state/pictures.ts";
import type { Schedule } from "../../../renderer/state/engine-line.svelte.ts";

let hidden: boolean;
let frames: (() => void)[];
let timers: { callback: () => void; ms: number }[];
let hide: () => void;
let schedule: Schedule;
let taken: number;

beforeEach(() => {
  hidden = false;
  frames = [];
  timers = [];
  taken = 0;
  schedule = schedulePictures({
    hidden: () => hidden,
    onHidden: (listener) => (hide = listener),
    frame: (callback) => frames.push(callback),
    timer: (callback, ms) => timers.push({ callback, ms }),
  });
});

const take = (): void => void taken++;

describe("a frame is taken", () => {
  it("with the next picture", () => {
    schedule(take, false);
    expect(timers).toEqual([]);
    frames[0]();
    expect(taken).toBe(1);
  });

  it("a few times a second while views rest", () => {
    schedule(take, true);
    expect([frames.length, timers[0].ms]).toEqual([0, 250]);
    timers[0].callback();
    expect(taken).toBe(1);
  });

  it("once a second while the page is hidden, where no picture comes", () => {
    hidden = true;
    schedule(take, false);
    expect([frames.length, timers[0].ms]).toEqual([0, 1000]);
  });

  it("once, also where the page was hidden while it waited for a picture", () => {
    schedule(take, false);
    hidden = true;
    hide();
    timers[0].callback();
    frames[0]();
    expect(taken).toBe(1);
  });
});
