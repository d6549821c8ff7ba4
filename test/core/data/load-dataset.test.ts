import { describe, expect, test } from "vitest";
import type { DatasetSource } from "../../../core/data/datasets.ts";
import { DatasetShelf, loadDataset } from "../../../core/data/load-dataset.ts";
import type { Data } from "../../../core/data/plan.ts";
import { formatProblem } from "../../../core/result.ts";
import { datasetsOnDisk, valueOf } from "../../support/datasets.ts";

const iris: Data = { kind: "dataset", id: "iris" };

async function problems(text: string): Promise<string[]> {
  const loaded = await loadDataset(iris, () => Promise.resolve({ kind: "csv", text }));
  return loaded.ok ? [] : loaded.problems.map(formatProblem);
}

test("an experiment's data set is fetched by its name and read", async () => {
  const samples = valueOf(await loadDataset({ kind: "dataset", id: "wine" }, datasetsOnDisk));
  expect(samples).toMatchObject({ X: { rows: 178 }, targetNames: ["Barolo", "Grignolino", "Barbera"] });
});

test("other data need none, and none is asked for", async () => {
  const never = (): never => {
    throw new Error("a data set was asked for");
  };
  expect(await loadDataset({ kind: "table", X: [[1]], Y: [[1]] }, never)).toEqual({ ok: true, value: null });
});

test("a data set that is broken says where", async () => {
  expect(await problems("a,target\n1,setosa\n?,setosa\n")).toEqual([
    'data.id, iris.csv, row 2, a: must be a number, got "?"',
  ]);
  expect(await problems("a,target\n")).toEqual(["data.id: there are no rows below the header"]);
});

test("a data set that cannot be had is a problem with its reason", async () => {
  const loaded = await loadDataset(iris, () => Promise.reject(new Error("connection lost")));
  expect(loaded).toMatchObject({
    ok: false,
    problems: [{ place: "data.id", message: "the data set iris cannot be loaded: connection lost" }],
  });
});

describe("the shelf", () => {
  const asked: string[] = [];
  const counting: DatasetSource = (id) => {
    asked.push(id);
    return datasetsOnDisk(id);
  };
  const wine: Data = { kind: "dataset", id: "wine" };

  test("asks for a data set once while no other is wanted, and gives the same samples again", async () => {
    const shelf = new DatasetShelf(counting);
    const first = valueOf(await shelf.load(wine));
    expect(valueOf(await shelf.load({ kind: "table", X: [[1]], Y: [[1]] }))).toBeNull();
    expect(valueOf(await shelf.load({ ...wine }))).toBe(first);
    expect(valueOf(await shelf.load(iris))?.X.rows).toBe(150);
    expect(valueOf(await shelf.load(wine))?.X.rows).toBe(178);
    expect(asked).toEqual(["wine", "iris", "wine"]);
  });
  test("asks again for one that could not be had", async () => {
    let lost = true;
    const shelf = new DatasetShelf((id) => (lost ? Promise.reject(new Error("lost")) : datasetsOnDisk(id)));
    expect((await shelf.load(iris)).ok).toBe(false);
    lost = false;
    expect(valueOf(await shelf.load(iris))?.X.rows).toBe(150);
  });
});
