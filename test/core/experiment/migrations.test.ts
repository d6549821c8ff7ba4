import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { currentVersion, migrate, migrations } from "../../../core/experiment/migrations.ts";
import { readExperiment } from "../../../core/experiment/read-experiment.ts";

const folder = new URL("../../fixtures/experiments/", import.meta.url);
const versions = Array.from({ length: currentVersion }, (_, index) => index + 1);

test("every version before the current one has its migration, and no other", () => {
  expect(Object.keys(migrations).map(Number)).toEqual(versions.slice(0, -1));
});

test("every version has a frozen file, and no other", () => {
  expect(readdirSync(folder).sort()).toEqual(versions.map((version) => `version-${version}.json`).sort());
});

describe.each(versions)("the frozen file of version %i", (version) => {
  const text = readFileSync(new URL(`version-${version}.json`, folder), "utf8");
  test("has that version and is read as the current one", () => {
    expect(JSON.parse(text)).toMatchObject({ version });
    expect(readExperiment(text)).toMatchObject({ ok: true, value: { version: currentVersion } });
  });
});

test("a value of the current version is left as it is", () => {
  const value = { version: currentVersion, anything: [1] };
  expect(migrate(value, currentVersion)).toBe(value);
});
