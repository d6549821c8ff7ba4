import { readdirSync, readFileSync } from "node:fs";
import { strFromU8 } from "fflate/browser";
import { describe, expect, test } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { currentRunVersion, migrateRun, runMigrations } from "../../../core/archive/run-migrations.ts";
import { resumed, runOf, trainTo, unpackFiles } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";

const folder = new URL("../../fixtures/archives/", import.meta.url);
const versions = Array.from({ length: currentRunVersion }, (_, index) => index + 1);

test("every version before the current one has its migration, and no other", () => {
  expect(Object.keys(runMigrations).map(Number)).toEqual(versions.slice(0, -1));
});

test("every version has a frozen file, and no other", () => {
  expect(readdirSync(folder).sort()).toEqual(versions.map((version) => `version-${version}.rematrix`).sort());
});

describe.each(versions)("the frozen file of version %i", (version) => {
  const bytes = new Uint8Array(readFileSync(new URL(`version-${version}.rematrix`, folder)));

  test("has that version, and is read", () => {
    expect(JSON.parse(strFromU8(unpackFiles(bytes)["run.json"]))).toMatchObject({ version });
    expect(readArchive(bytes)).toMatchObject({ ok: true });
  });

  test("goes on bit for bit where training from the beginning leads today", () => {
    const { experiment } = valueOf(readArchive(bytes));
    const run = resumed(bytes);
    const { step } = run.trainer;
    expect(step).toBeGreaterThan(0);
    const straight = runOf(experiment);
    trainTo(straight, step + 100);
    trainTo(run, step + 100);
    expect(run.trainer.snapshot()).toEqual(straight.trainer.snapshot());
    expect(run.trainer.history.points()).toEqual(straight.trainer.history.points());
  });
});

test("the frozen file of version 2 holds the runs that were kept in it", () => {
  const bytes = new Uint8Array(readFileSync(new URL("version-2.rematrix", folder)));
  expect(valueOf(readArchive(bytes)).runs).toMatchObject([
    { name: "Run 1: Adam 0.01", note: "The first one.", step: 20, automatic: false },
    { name: "Run 2: SGD 0.0003", date: "", step: 30, automatic: true },
  ]);
});

test("a value of the current version is left as it is", () => {
  const value = { version: currentRunVersion, anything: [1] };
  expect(migrateRun(value, currentRunVersion)).toBe(value);
});
