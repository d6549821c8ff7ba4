import { beforeEach, describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import type { DatasetFile } from "../../../core/data/datasets.ts";
import type { DatasetName } from "../../../core/data/plan.ts";
import { article } from "../../../core/experiment/defaults.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import { Engine } from "../../../core/training/engine.ts";
import type { EngineEvent } from "../../../core/training/protocol.ts";
import { FakeClock } from "../../support/fake-clock.ts";

/** An experiment on a data set, a line through its features. */
function on(id: DatasetName, targets: number): Experiment {
  return {
    ...article,
    data: { kind: "dataset", id },
    network: { bias: true, layers: [{ units: targets, activation: "linear" }] },
  };
}

const iris = on("iris", 3);
const diabetes = on("diabetes", 1);
const files: Partial<Record<DatasetName, string>> = {
  iris: "a,b,target\n1,2,setosa\n2,3,virginica\n",
  diabetes: "a,target\n1,2\n2,4\n3,6\n",
  wine: "a,b,target\n1,2,Barolo\n2,?,Barbera\n",
};

let events: EngineEvent[];
let engine: Engine;
/** The data sets that were asked for, to be handed over or not to be had. */
let asked: { id: DatasetName; give: () => void; fail: (error: Error) => void }[];

beforeEach(() => {
  events = [];
  asked = [];
  engine = new Engine({
    post: (event) => events.push(event),
    clock: new FakeClock(),
    pack: writeArchive,
    unpack: readArchive,
    datasets: (id) =>
      new Promise<DatasetFile>((resolve, reject) => {
        asked.push({ id, give: () => resolve({ kind: "csv", text: files[id] ?? "" }), fail: reject });
      }),
  });
});

function load(experiment: Experiment, generation: number): void {
  engine.receive({ kind: "load", generation, experiment });
}

/** What was loaded or refused, and the samples it has. */
function answers(): unknown[] {
  return events.flatMap((event) => {
    if (event.kind === "loaded") return [[event.loaded.generation, event.loaded.samples]];
    return event.kind === "refused" ? [[event.generation, event.problems[0].place]] : [];
  });
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("an experiment on a data set", () => {
  it("is loaded when its data set is there", async () => {
    load(diabetes, 1);
    await settle();
    expect(events).toEqual([]);
    asked[0].give();
    await settle();
    expect(answers()).toEqual([[1, 3]]);
    expect(events.map(({ kind }) => kind)).toContain("frame");
  });

  it("gives way to one that is loaded while it waits, whichever data set comes first", async () => {
    load(iris, 1);
    load(diabetes, 2);
    expect(asked.map(({ id }) => id)).toEqual(["iris", "diabetes"]);
    asked[1].give();
    await settle();
    asked[0].give();
    await settle();
    expect(answers()).toEqual([[2, 3]]);
  });

  it("gives way to one that needs no data set", async () => {
    load(iris, 1);
    load(article, 2);
    asked[0].give();
    await settle();
    expect(answers()).toEqual([[2, 10]]);
  });

  it("takes the commands that came while it was waited for", async () => {
    load(diabetes, 1);
    engine.receive({ kind: "advance", unit: "step", count: 2 });
    asked[0].give();
    await settle();
    engine.receive({ kind: "taken" });
    const frames = events.flatMap((event) => (event.kind === "frame" ? [event.frame] : []));
    expect(frames.at(-1)).toMatchObject({ generation: 1, step: 2 });
  });

  it("is refused with the reason where its data set cannot be had", async () => {
    load(article, 1);
    load(diabetes, 2);
    asked[0].fail(new Error("connection lost"));
    await settle();
    expect(answers()).toEqual([
      [1, 10],
      [2, "data.id"],
    ]);
  });

  it("is refused with the place where its data set is broken", async () => {
    load(on("wine", 3), 1);
    asked[0].give();
    await settle();
    expect(answers()).toEqual([[1, "data.id, wine.csv, row 2, b"]]);
  });
});

describe("an experiment whose columns are scaled", () => {
  it("comes with X as it was before", () => {
    const data = { kind: "table" as const, X: [[1], [3]], Y: [[0], [1]] };
    load({ ...diabetes, data, scaling: "range" }, 1);
    const [event] = events;
    expect(event).toMatchObject({
      kind: "loaded",
      loaded: {
        X: Float64Array.of(0, 1),
        raw: Float64Array.of(1, 3),
        scaling: { shift: Float64Array.of(1), scale: Float64Array.of(2) },
      },
    });
  });

  it("is refused where a column cannot be scaled", () => {
    const data = { kind: "table" as const, X: [[-1e308], [1e308]], Y: [[0], [1]] };
    load({ ...diabetes, data, scaling: "range" }, 1);
    expect(answers()).toEqual([[1, "scaling"]]);
  });
});
