import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArchive } from "../../core/archive/read-archive.ts";
import { valueOf } from "../support/datasets.ts";
import { expectOpenToAll, pressWithKeys } from "../support/dialogs.ts";
import { test, type Disk } from "../support/disk.ts";
import { expect, type Lab } from "../support/lab.ts";

/** Whether file systems can be mounted here, which only the administrator of a Linux may. */
const mounts = ((): boolean => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), "rematrix-mount-"));
  const able = mount(folder, "size=64k");
  if (able) unmount(folder);
  rmSync(folder, { recursive: true });
  return able;
})();

function mount(folder: string, options: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;
}

function unmount(folder: string): void {
  spawnSync("umount", ["-l", folder]);
}

/** Leaves no room in a folder. */
function fill(folder: string): void {
  const page = new Uint8Array(4096);
  try {
    for (let count = 0; ; count++) writeFileSync(join(folder, `rest ${count}`), page);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

const failure = (lab: Lab) => lab.page.getByRole("dialog", { name: /could not be saved$/ });

/**
 * The save has failed for this reason: the work is still there and unsaved, also after the person has looked away, and
 * can be saved elsewhere.
 */
async function expectUnharmed(
  lab: Lab,
  disk: Disk,
  reason: string,
  again: () => Promise<void>,
): Promise<void> {
  await expect(failure(lab)).toContainText(reason);
  await expect(failure(lab)).toContainText("Your work is still here.");
  await pressWithKeys(failure(lab), "Close");
  await expect(lab.button("Save")).toBeFocused();
  await expect(lab.unsavedMark).toBeVisible();
  await expect(lab.field("Units of layer 1")).toHaveValue("6");
  await lab.button("One step").click();
  await lab.atStep(2);

  await again();
  await expect(failure(lab)).toContainText(reason);
  await disk.failWith(null);
  await disk.saveAs("elsewhere.rematrix");
  await failure(lab).getByRole("button", { name: "Save elsewhere…", exact: true }).click();
  await expect(lab.unsavedMark).toBeHidden();
  const { experiment, saved } = valueOf(readArchive(new Uint8Array(await disk.read("elsewhere.rematrix"))));
  expect([experiment.network.layers[0].units, saved?.state.trainer.step]).toEqual([6, 2]);
}

/** Unsaved work: an edit, and a step. */
async function work(lab: Lab): Promise<void> {
  await lab.enter("Units of layer 1", "6");
  await lab.button("One step").click();
  await lab.atStep(1);
}

/** A save to this place, which fails for this reason, and all that must hold then. */
async function failsAt(lab: Lab, disk: Disk, place: string, reason: string): Promise<void> {
  await work(lab);
  const save = async (): Promise<void> => {
    await disk.saveAs(place);
    await lab.button("Save").click();
  };
  await save();
  await expectUnharmed(lab, disk, reason, save);
}

// A browser has no paths; what its handles refuse is below.
test.describe("on the desktop, a save", { tag: "@driven" }, () => {
  test("into a folder that is gone says so, and the work can be saved elsewhere", async ({ lab, disk }) => {
    await failsAt(lab, disk, join(tmpdir(), "rematrix-nowhere", "work.rematrix"), "Its folder is not there.");
  });

  test("to a file whose folder vanished since says so, and the work can be saved elsewhere", async ({
    lab,
    disk,
  }, info) => {
    const folder = info.outputPath("vanishing");
    mkdirSync(folder);
    await work(lab);
    await disk.saveAs(join(folder, "work.rematrix"));
    await lab.button("Save").click();
    await expect(lab.unsavedMark).toBeHidden();
    rmSync(folder, { recursive: true });
    await lab.enter("Name of the experiment", "Went on");
    const save = (): Promise<void> => lab.button("Save").click();
    await save();
    await expectOpenToAll(failure(lab));
    await expectUnharmed(lab, disk, "Its folder is not there.", save);
  });

  test("under a name that is too long says so, and the work can be saved elsewhere", async ({
    lab,
    disk,
  }) => {
    const place = join(tmpdir(), `${"long".repeat(100)}.rematrix`);
    await failsAt(lab, disk, place, "The name is longer than that disk allows.");
  });

  const full = "There is no room left on that disk.";
  const readOnly = "That disk can only be read.";
  const injected = mounts ? "" : " (injected: nothing can be mounted here)";

  /** A disk of its own in `folder`; where nothing can be mounted, saving fails with `code` instead. */
  async function onDisk(
    disk: Disk,
    folder: string,
    options: string,
    code: "ENOSPC" | "EROFS",
    use: (folder: string) => Promise<void>,
  ): Promise<void> {
    mkdirSync(folder);
    if (!mounts) await disk.failWith(code);
    else if (!mount(folder, options)) throw new Error("the disk could not be mounted");
    try {
      await use(folder);
    } finally {
      unmount(folder);
    }
  }

  test(`onto a full disk says so, and the work can be saved elsewhere${injected}`, async ({
    lab,
    disk,
  }, info) => {
    await onDisk(disk, info.outputPath("full"), "size=16k", "ENOSPC", async (folder) => {
      if (mounts) fill(folder);
      await failsAt(lab, disk, join(folder, "work.rematrix"), full);
    });
  });

  test(`onto a disk that can only be read says so, and the work can be saved elsewhere${injected}`, async ({
    lab,
    disk,
  }, info) => {
    await onDisk(disk, info.outputPath("read-only"), "size=1m,ro", "EROFS", (folder) =>
      failsAt(lab, disk, join(folder, "work.rematrix"), readOnly),
    );
  });

  // The administrator, who runs the tests in a container, may write everywhere.
  test("that the account may not make says so, and the work can be saved elsewhere (injected)", async ({
    lab,
    disk,
  }) => {
    await disk.failWith("EACCES");
    await failsAt(lab, disk, "work.rematrix", "This account is not allowed to do that there.");
  });
});

test.describe("in a browser, a save that a file refuses (injected)", { tag: "@browser" }, () => {
  const refusals = [
    ["QuotaExceededError", "There is no room left."],
    ["NotAllowedError", "The browser did not allow it."],
    ["NotFoundError", "The file is no longer where it was."],
    ["NoModificationAllowedError", "Another program is using the file."],
  ] as const;
  for (const [error, reason] of refusals) {
    test(`with a ${error} says so, and the work can be saved elsewhere`, async ({ lab, disk }) => {
      await disk.failWith(error);
      await failsAt(lab, disk, "work.rematrix", reason);
    });
  }
});
