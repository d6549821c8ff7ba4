import { readArchive } from "../../core/archive/read-archive.ts";
import { article } from "../../core/experiment/defaults.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import type { SavedRun } from "../../core/training/saved-run.ts";
import { everything, fileAt } from "../support/archives.ts";
import { valueOf } from "../support/datasets.ts";
import { expect, test } from "../support/lab.ts";
import { saveInNode, saveInPage } from "../support/saved-bits.ts";

const whole: Experiment = { ...article, training: { ...article.training, stop: null } };
const batches: Experiment = { ...everything, training: { ...everything.training, stop: null } };

function runOf(file: Uint8Array): SavedRun {
  const { saved } = valueOf(readArchive(file));
  if (saved === null) throw new Error("the file holds no run");
  return saved;
}

/** All but the history: in batches it also holds the costs of the steps that happened to be shown. */
function numbersOf(file: Uint8Array): unknown {
  const { state, samples } = runOf(file);
  return { samples, state: { ...state, history: null } };
}

// The desktop has no worker in Chromium to hold against Node's.
const browserOnly = { tag: "@browser" } as const;

test(
  "a run saved in Node goes on in Chromium, and the other way round, to the same file",
  browserOnly,
  async ({ lab }) => {
    const straight = await saveInNode(whole, 1000);
    const half = await saveInNode(whole, 400);
    expect(Buffer.compare(half, fileAt(whole, 400))).toBe(0);
    expect(Buffer.compare(half, await saveInPage(lab.page, whole, 400))).toBe(0);
    const further = await saveInPage(lab.page, whole, 1000, runOf(half));
    expect(Buffer.compare(further, straight)).toBe(0);
    const back = await saveInNode(whole, 1000, runOf(await saveInPage(lab.page, whole, 777)));
    expect(Buffer.compare(back, straight)).toBe(0);
  },
);

test(
  "in batches, with everything that a file can hold, both come to the same numbers",
  browserOnly,
  async ({ lab }) => {
    const straight = numbersOf(fileAt(batches, 1000));
    const half = await saveInNode(batches, 400);
    expect(numbersOf(half)).toEqual(numbersOf(await saveInPage(lab.page, batches, 400)));
    expect(numbersOf(await saveInPage(lab.page, batches, 1000, runOf(half)))).toEqual(straight);
    const back = await saveInNode(batches, 1000, runOf(await saveInPage(lab.page, batches, 777)));
    expect(numbersOf(back)).toEqual(straight);
  },
);

test(
  "saved in the page while training, opened and resumed, training goes on bit for bit",
  browserOnly,
  async ({ lab }) => {
    await lab.openFile(writeExperiment(whole), "whole.json");
    await lab.atStep(0);
    await lab.play();
    await expect.poll(() => lab.step()).toBeGreaterThan(20);
    const saved = await lab.save();
    const { step } = runOf(saved).state.trainer;
    await lab.pause();
    expect(await lab.step()).toBeGreaterThanOrEqual(step);
    await lab.button("New").click();
    await lab.question.getByRole("button", { name: "Don’t save" }).click();
    await lab.atStep(0);
    await lab.openFile(saved, "half.rematrix");
    await lab.atStep(step);
    await expect(lab.unsavedMark).toBeHidden();
    for (let more = 1; more <= 5; more++) {
      await lab.button("One step").click();
      await lab.atStep(step + more);
    }
    await expect(lab.unsavedMark).toBeVisible();
    const further = await lab.save();
    await expect(lab.unsavedMark).toBeHidden();
    expect(Buffer.compare(further, fileAt(whole, step + 5))).toBe(0);
    expect(Buffer.compare(await lab.save(), further)).toBe(0);
  },
);
