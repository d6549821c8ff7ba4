import { readArchive } from "../../core/archive/read-archive.ts";
import { article } from "../../core/experiment/defaults.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import { fileAt } from "../support/archives.ts";
import { valueOf } from "../support/datasets.ts";
import { expectOpenToAll, pressWithKeys } from "../support/dialogs.ts";
import { test, type Disk } from "../support/disk.ts";
import { expect, type Lab } from "../support/lab.ts";

const named = (name: string): Experiment => ({ ...article, name });

/** The name of the experiment in a file. */
const nameIn = async (disk: Disk, file: string): Promise<string> =>
  valueOf(readArchive(new Uint8Array(await disk.read(file)))).experiment.name;

/** Opens a file of the disk that holds this experiment. */
async function open(lab: Lab, disk: Disk, file: string, content: Uint8Array): Promise<void> {
  await disk.write(file, content);
  await disk.openNext(file);
  await lab.button("Open").click();
  await expect(lab.page.getByText(`Opened ${file}.`)).toBeVisible();
}

/** Saves where the document lives, which asks nothing. */
async function save(lab: Lab): Promise<void> {
  await lab.button("Save").click();
  await expect(lab.unsavedMark).toBeHidden();
}

const button = (lab: Lab, dialog: RegExp, name: string) =>
  lab.page.getByRole("dialog", { name: dialog }).getByRole("button", { name, exact: true });

test.describe("a file that somebody else changed since it was opened", () => {
  const question = /^shared\.rematrix was changed by somebody else/;

  /** The person's edit in the lab, somebody else's on the disk, and Save. */
  async function collide(lab: Lab, disk: Disk): Promise<void> {
    await open(lab, disk, "shared.rematrix", fileAt(named("First"), 0));
    await lab.enter("Name of the experiment", "Mine");
    await disk.write("shared.rematrix", fileAt(named("Theirs"), 3));
    await lab.button("Save").click();
    await expect(lab.page.getByRole("dialog", { name: question })).toBeVisible();
    expect(await nameIn(disk, "shared.rematrix")).toBe("Theirs");
  }

  test("is asked about, and stays theirs when the person cancels; the work is still unsaved", async ({
    lab,
    disk,
  }) => {
    await collide(lab, disk);
    const asked = lab.page.getByRole("dialog", { name: question });
    await expectOpenToAll(asked);
    await pressWithKeys(asked, "Cancel");
    await expect(lab.button("Save")).toBeFocused();
    expect(await nameIn(disk, "shared.rematrix")).toBe("Theirs");
    await expect(lab.field("Name of the experiment")).toHaveValue("Mine");
    await expect(lab.unsavedMark).toBeVisible();
  });

  test("is replaced when the person says so, and then is nobody else's any more", async ({ lab, disk }) => {
    await collide(lab, disk);
    await button(lab, question, "Overwrite").click();
    await expect(lab.unsavedMark).toBeHidden();
    expect(await nameIn(disk, "shared.rematrix")).toBe("Mine");
    await lab.enter("Name of the experiment", "Mine again");
    await save(lab);
    expect(await nameIn(disk, "shared.rematrix")).toBe("Mine again");
  });

  test("stays theirs when the person saves elsewhere, where the document lives from then on", async ({
    lab,
    disk,
  }) => {
    await collide(lab, disk);
    await disk.saveAs("elsewhere.rematrix");
    await button(lab, question, "Save elsewhere…").click();
    await expect(lab.unsavedMark).toBeHidden();
    await lab.enter("Name of the experiment", "Mine again");
    await save(lab);
    expect(await nameIn(disk, "shared.rematrix")).toBe("Theirs");
    expect(await nameIn(disk, "elsewhere.rematrix")).toBe("Mine again");
  });
});

test.describe("Revert", () => {
  const question = /^Go back to the saved/;

  async function revert(lab: Lab): Promise<void> {
    await lab.leaveFields();
    await lab.page.keyboard.press("Shift+B");
  }

  test("goes back to the saved step after a question, and nowhere without an answer", async ({
    lab,
    disk,
  }) => {
    await open(lab, disk, "trained.rematrix", fileAt(named("Saved"), 5));
    await lab.atStep(5);
    const weight = await lab.value("W1", 0, 0);
    await lab.enter("Name of the experiment", "Edited");
    await lab.button("One step").click();
    await lab.atStep(6);
    await revert(lab);
    await button(lab, question, "Cancel").click();
    await lab.atStep(6);
    await expect(lab.field("Name of the experiment")).toHaveValue("Edited");
    await revert(lab);
    await pressWithKeys(lab.page.getByRole("dialog", { name: question }), "Revert");
    await lab.atStep(5);
    await expect(lab.field("Name of the experiment")).toHaveValue("Saved");
    expect(await lab.value("W1", 0, 0)).toBe(weight);
    await expect(lab.unsavedMark).toBeHidden();
    await lab.button("One step").click();
    await lab.atStep(6);
    await save(lab);
    expect(Buffer.compare(await disk.read("trained.rematrix"), fileAt(named("Saved"), 6))).toBe(0);
  });

  test("of a plain experiment goes back to its start", async ({ lab, disk }) => {
    await open(lab, disk, "plain.json", Buffer.from(writeExperiment(named("Plain"))));
    await lab.enter("Units of layer 1", "6");
    await lab.button("One step").click();
    await lab.atStep(1);
    await revert(lab);
    await button(lab, question, "Revert").click();
    await lab.atStep(0);
    await expect(lab.field("Units of layer 1")).toHaveValue("4");
    await expect(lab.unsavedMark).toBeHidden();
  });
});
