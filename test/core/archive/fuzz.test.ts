import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { readArchive } from "../../../core/archive/read-archive.ts";
import { writeArchive } from "../../../core/archive/write-archive.ts";
import { article } from "../../../core/experiment/defaults.ts";
import { drawExperiment } from "../../../core/experiment/draw-experiment.ts";
import { allFinite } from "../../../core/matrix/finite.ts";
import type { Problem } from "../../../core/result.ts";
import { resumeRun } from "../../../core/training/resume-run.ts";
import { saveRun } from "../../../core/training/saved-run.ts";
import { everything, fileAt } from "../../support/archives.ts";
import { valueOf } from "../../support/datasets.ts";
import { fileWith, keptRun } from "../../support/kept-runs.ts";
import { spoiledFiles } from "../../support/mutations.ts";

/** So many spoiled files; `npm run fuzz` asks for more. */
const cases = Number(process.env.REMATRIX_FUZZ ?? 400);

const files = [
  fileAt(article, 20),
  fileAt(everything, 5),
  fileAt({ ...everything, training: { ...everything.training, batch: "full" } }, 0),
  fileAt({ ...everything, split: null, scaling: "range", penalty: { l1: 0, l2: 0 } }, 24),
  fileWith(article, 10, [keptRun(everything, 6), keptRun(article, 3, { automatic: true })]),
];

/** How far the files came. */
const counts = { refused: 0, contradicting: 0, resumed: 0 };

function expectWords(problems: readonly Problem[]): void {
  expect(problems.length).toBeGreaterThan(0);
  for (const { place, message, code } of problems) {
    expect([typeof place, typeof message, typeof code]).toEqual(["string", "string", "string"]);
    expect(message.length).toBeGreaterThan(5);
    expect(message.length).toBeLessThan(1000);
  }
}

describe(`${cases} spoiled files`, () => {
  it("are refused in words, or are good to train on and to be saved again", () => {
    fc.assert(
      fc.property(spoiledFiles(files), (bytes) => {
        const read = readArchive(bytes);
        if (!read.ok) {
          counts.refused++;
          expectWords(read.problems);
          return;
        }
        const { experiment, saved, runs } = read.value;
        if (saved === null || experiment.data.kind === "dataset") return;
        const drawn = drawExperiment(experiment, null);
        const run = drawn.ok ? resumeRun(experiment, drawn.value, saved) : drawn;
        if (!run.ok || !drawn.ok) {
          counts.contradicting++;
          expectWords(run.ok ? [] : run.problems);
          return;
        }
        counts.resumed++;
        const { trainer } = run.value;
        const { step } = trainer;
        const again = valueOf(writeArchive(experiment, saveRun(run.value, drawn.value), runs));
        expect(readArchive(again)).toMatchObject({ ok: true, value: { runs } });
        for (let count = 0; count < 5; count++) run.value.work(step + 3);
        if (trainer.breakdown === null) expect(allFinite(trainer.parameters.values)).toBe(true);
      }),
      { numRuns: cases },
    );
  }, 600_000);

  afterAll(() => {
    // Whoever changes the mutations sees whether they still come through to every part.
    expect(Object.values(counts).every((count) => count > 0)).toBe(true);
    if (process.env.REMATRIX_FUZZ) console.info(counts); // eslint-disable-line no-console
  });
});
