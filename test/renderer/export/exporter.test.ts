// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import type { ExportRequest } from "../../../renderer/export/protocol.ts";
import { exporting } from "../../../renderer/messages/en/export.ts";
import { Exporter } from "../../../renderer/export/exporter.svelte.ts";
import { Lab } from "../../../renderer/state/lab.svelte.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { fakeHost } from "../support/fake-host.ts";
import { FakeExports } from "../support/fake-exports.ts";
import { loadedOf, messageOf, networkOf, numpyPass } from "../support/numpy-pass.ts";

const asked: ExportRequest[] = [];
vi.mock("../../../renderer/export/ask-worker.ts", () => ({
  askWorker: (request: ExportRequest) => {
    asked.push(request);
    return Promise.resolve({ ok: true, content: "made" });
  },
}));

const pass = numpyPass("article network");
let lab: Lab;
let exports: FakeExports;

beforeEach(() => {
  asked.length = 0;
  exports = new FakeExports();
  const engine = new FakeEngine();
  const display = new FakeDisplay();
  const host = fakeHost(engine, { exports });
  lab = new Lab(
    host,
    { id: "article", experiment: { ...article, network: networkOf(pass) } },
    display.schedule,
  );
  engine.say({ kind: "loaded", loaded: loadedOf(pass) });
  engine.say({ kind: "frame", frame: messageOf(pass) });
  display.draw();
});

describe("the export dialog", () => {
  it("offers every matrix of the step once, with its whole shape, gradients as they are", () => {
    const offered = new Exporter(lab, exports, null, []).matrices;
    expect(offered.map(({ code }) => code)).toContain("dW1");
    expect(offered.find(({ code }) => code === "dW1")?.label).toMatch(/^∂Δ\/∂W⁽¹⁾ \(\d+, \d+\)$/);
    expect(new Set(offered.map(({ code }) => code)).size).toBe(offered.length);
  });

  it("has a script made to the experiment's stop, and saves it under the experiment's name", async () => {
    const exporter = new Exporter(lab, exports, "keras", []);
    exporter.end = "stop";
    expect(await exporter.save()).toBe(true);
    expect(asked).toMatchObject([{ kind: "text", target: "keras", stop: article.training.stop }]);
    const [{ name, type, bytes }] = exports.written;
    expect([name, type]).toEqual(["the-articles-network-keras.py", "text/x-python"]);
    expect(new TextDecoder().decode(bytes)).toBe("made");
    expect(lab.documents.notice).toBe("Exported the-articles-network-keras.py.");
  });

  it("has a matrix made with the weights on the screen", async () => {
    const exporter = new Exporter(lab, exports, "matrix-csv", []);
    exporter.matrix = "A";
    await exporter.save();
    expect(asked).toMatchObject([{ kind: "matrix", code: "A", format: "csv" }]);
    const [{ experiment }] = asked;
    const view = lab.frame!.matrix({ kind: "W", layer: 0 });
    const { weights } = experiment;
    expect(weights.kind === "given" && weights.layers[0].W.flat()).toEqual([...view.values]);
    expect(exports.written[0].name).toBe("the-articles-network-A.csv");
  });

  it("says how many of the costs there are", () => {
    const exporter = new Exporter(lab, exports, "history", []);
    const text = (): string => exporting.costs(exporter.costs.count, exporter.costs.last);
    const kept = (even: number[], octaves: number[]): void => {
      vi.spyOn(lab.player, "history", "get").mockReturnValue({
        even: Float64Array.from(even),
        octaves: Float64Array.from(octaves),
        test: null,
      });
    };
    kept([0, 9, 1, 8, 2, 7], [0, 9, 1, 8, 2, 7]);
    expect(text()).toBe("Every step from 0 to 2.");
    kept([0, 9, 512, 3, 1023, 1], [0, 9, 1, 8, 1023, 1]);
    expect(text()).toMatch(/^4 of the steps from 0 to 1\u202f023, the lowest and the highest/);
  });

  it("stays open where nothing was saved, and says why it could not be", async () => {
    const exporter = new Exporter(lab, exports, "history", []);
    exports.outcome = { kind: "cancelled" };
    expect(await exporter.save()).toBe(false);
    expect(exporter.notice).toBe("");
    exports.outcome = { kind: "failed", reason: "no room" };
    expect(await exporter.save()).toBe(false);
    expect(exporter.notice).toBe("It could not be exported: no room");
    expect(exporter.busy).toBe(false);
  });

  it("leaves a PDF to the edition", async () => {
    expect(await new Exporter(lab, exports, "pdf", []).save()).toBe(true);
    expect(exports.printed).toEqual(["the-articles-network.pdf"]);
    expect(asked).toEqual([]);
  });

  it("has nothing to draw where no view is there", async () => {
    const exporter = new Exporter(lab, exports, "svg", []);
    expect(await exporter.save()).toBe(false);
    expect(exporter.notice).toContain("nothing to export");
  });
});
