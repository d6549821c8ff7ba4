// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import { layoutFrame } from "../../../core/training/frame.ts";
import { withLayerRemoved } from "../../../renderer/state/edits/network.ts";
import { Lab } from "../../../renderer/state/lab.svelte.ts";
import { naming } from "../../../renderer/state/naming.svelte.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { fakeHost } from "../support/fake-host.ts";
import { readNumber } from "../support/lab-numbers.ts";
import { loadedOf, messageOf, networkOf, numpyPass } from "../support/numpy-pass.ts";

const pass = numpyPass("article network");
const linear = numpyPass("no activation");

let engine: FakeEngine;
let display: FakeDisplay;
let lab: Lab;

beforeEach(() => {
  engine = new FakeEngine();
  display = new FakeDisplay();
  const host = fakeHost(engine);
  const experiment = { ...article, network: networkOf(pass) };
  lab = new Lab(host, { id: "article", experiment }, display.schedule);
});

function begin(): void {
  engine.say({ kind: "loaded", loaded: loadedOf(pass) });
  engine.say({ kind: "frame", frame: messageOf(pass) });
  display.draw();
}

describe("the lab", () => {
  it("opens its first sample and has nothing to show before a frame", () => {
    expect(engine.kinds).toContain("load");
    expect([lab.frame, lab.blocks.length, lab.lines.length, lab.hovered]).toEqual([null, 0, 0, ""]);
    expect(lab.explain({ key: { kind: "Z", layer: 0 }, row: 0, column: 0 })).toBeNull();
  });

  it("shows the chain of a frame, with scales that hold its numbers", () => {
    begin();
    expect(lab.blocks.length).toBeGreaterThan(0);
    const largest = Math.max(...pass.W.flat(2).map(Math.abs));
    expect(lab.limits.weights).toBeGreaterThanOrEqual(largest);
  });

  it("calls matrices in chain and numbers as the person chose", () => {
    begin();
    lab.focus.look({ key: { kind: "Z", layer: 0 }, row: 4, column: 1 });
    naming.choose("numbers");
    expect(lab.hovered).toContain("Z1[4,1] = ");
    expect(lab.lines[0]).toContain("Z1[4,1] = X[4,0]·W1[0,1]");
    const names = lab.blocks.flatMap((block) =>
      block.kind === "matrices" ? block.matrices.map(({ name }) => name.code) : [],
    );
    expect(names).toEqual(expect.arrayContaining(["Z1", "H1", "Z2", "Yhat"]));
    naming.choose("letters");
    expect(lab.hovered).toContain("A[4,1] = ");
  });

  it("spells the looked-at number to NumPy's last digit, and its sum", () => {
    begin();
    lab.focus.look({ key: { kind: "Z", layer: 0 }, row: 4, column: 1 });
    const [name, text] = lab.hovered.split(" = ");
    expect(name).toBe("A[4,1]");
    expect(readNumber(text)).toBe(pass["Z (before activation)"][0][4][1]);
    expect(lab.lines[0]).toBe("A[4,1] = X[4,0]·W1[0,1] + X[4,1]·W1[1,1] + X[4,2]·W1[2,1]");
    lab.focus.leave();
    expect([lab.hovered, lab.lines.length]).toEqual(["", 0]);
  });

  it("spells a gradient's number with its samples' products", () => {
    begin();
    lab.focus.look({ key: { kind: "dW", layer: 0 }, row: 1, column: 2 });
    expect(lab.lines[0]).toBe(
      "deltaW1[1,2] = 2·(X[0,1]·D1[0,2] + X[1,1]·D1[1,2] + X[2,1]·D1[2,2] + … 6 more … + X[9,1]·D1[9,2])",
    );
    engine.say({ kind: "frame", frame: { ...messageOf(pass), gradientOf: "batch" } });
    display.draw();
    expect(lab.lines).toHaveLength(1);
  });

  it("turns a gradient's lamp to busy while it is checked", () => {
    begin();
    const key = { kind: "dW", layer: 0 } as const;
    expect(lab.lampOf(key)).toEqual({ kind: "unchecked" });
    lab.player.check();
    expect(lab.lampOf(key)).toEqual({ kind: "checking" });
  });

  it("spells by the shown network while another one is built", () => {
    begin();
    lab.focus.look({ key: { kind: "H", layer: 0 }, row: 0, column: 1 });
    lab.session.edit({ ...lab.experiment, network: networkOf(linear) });
    expect(lab.hovered).toMatch(/^B\[0,1\] = /);
    engine.say({ kind: "loaded", loaded: loadedOf(linear, 2) });
    engine.say({ kind: "frame", frame: messageOf(linear, { generation: 2 }) });
    display.draw();
    expect(lab.nameOf({ kind: "H", layer: 1 }).code).toBe("Yhat");
    expect(lab.nameOf({ kind: "H", layer: 0 }).code).toBe("A");
  });

  it("looks at nothing any more when the matrix that was looked at is gone", () => {
    begin();
    lab.focus.look({ key: { kind: "W", layer: 1 }, row: 3, column: 0 });
    expect(lab.hovered).not.toBe("");
    lab.session.edit(withLayerRemoved(lab.experiment, 1));
    engine.say({ kind: "loaded", loaded: { ...loadedOf(pass), generation: 2 } });
    const network = lab.experiment.network;
    const { length } = layoutFrame({ ...loadedOf(pass), network });
    const frame = { ...messageOf(pass), generation: 2, values: new Float64Array(length) };
    engine.say({ kind: "frame", frame });
    display.draw();
    expect(lab.layers).toHaveLength(1);
    expect([lab.hovered, lab.lines, lab.explain(lab.focus.last)]).toEqual(["", [], null]);
  });
});
