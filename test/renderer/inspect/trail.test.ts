import { beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../../renderer/chain/place.ts";
import { Trail } from "../../../renderer/inspect/trail.svelte.ts";
import { Focus, type Cell } from "../../../renderer/state/focus.svelte.ts";

const root: Cell = { key: { kind: "dW", layer: 0 }, row: 1, column: 2 };
const other: Cell = { key: { kind: "dW", layer: 0 }, row: 0, column: 0 };
const deeper: Place = { key: { kind: "D", layer: 0 }, row: 4, column: 2 };
const deepest: Place = { key: { kind: "D", layer: 1 }, row: 4, column: 0 };

let focus: Focus;
let trail: Trail;

beforeEach(() => {
  focus = new Focus();
  trail = new Trail(focus);
});

describe("the way into a number", () => {
  it("is none while nothing was looked at", () => {
    expect([trail.places, trail.shown]).toEqual([[], null]);
    trail.open(deeper);
    expect(trail.places).toEqual([]);
  });

  it("begins at what was looked at last, and follows it", () => {
    focus.look(root);
    focus.leave();
    expect(trail.places).toEqual([root]);
    focus.look(other);
    expect(trail.shown).toBe(other);
  });

  it("goes deeper, and stays there whatever the pointer crosses", () => {
    focus.look(root);
    trail.open(deeper);
    trail.open(deepest);
    focus.look(other);
    expect(trail.places).toEqual([root, deeper, deepest]);
    expect(focus.pinned).toBe(root);
  });

  it("leads back", () => {
    focus.pick(root);
    trail.open(deeper);
    trail.open(deepest);
    trail.back(1);
    expect(trail.places).toEqual([root, deeper]);
    trail.back(0);
    expect(trail.places).toEqual([root]);
  });

  it("begins anew at another number", () => {
    focus.pick(root);
    trail.open(deeper);
    focus.pick(other);
    expect(trail.places).toEqual([other]);
  });
});
