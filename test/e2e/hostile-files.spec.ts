import { zipSync } from "fflate";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { article } from "../../core/experiment/defaults.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import { fileAt, withJson } from "../support/archives.ts";
import { expectOpenToAll, pressWithKeys } from "../support/dialogs.ts";
import { expect, test, type Lab } from "../support/lab.ts";

const plain = writeExperiment(article);
const trained = fileAt(article, 3);
const fromTheFuture = (value: Record<string, unknown>): unknown => ({ ...value, version: 99 });

/** Files that somebody made to do harm, or that came to harm, and what is said of each: the place of what is wrong. */
const hostile: readonly (readonly [name: string, content: () => string | Uint8Array, place: RegExp])[] = [
  ["a billion units.json", () => plain.replace('"units": 4', '"units": 1000000000'), /layers\[0\]\.units/],
  ["NaN.json", () => plain.replace('"seed": 1', '"seed": NaN'), /JSON/],
  ["half a zip.rematrix", () => trained.subarray(0, 1500), /zip|archive|file/i],
  [
    "a zip bomb.rematrix",
    () => zipSync({ "experiment.json": new Uint8Array(200 * 2 ** 20) }, { level: 9 }),
    /experiment\.json/,
  ],
  ["a name that leads out.rematrix", () => zipSync({ "../../out.npy": Uint8Array.of(1) }), /out\.npy/],
  [
    "a newer run.rematrix",
    () => withJson(trained, "run.json", fromTheFuture),
    /run\.json: version: .*written by a newer Rematrix/,
  ],
  [
    "a newer experiment.rematrix",
    () => withJson(trained, "experiment.json", fromTheFuture),
    /version: .*written by a newer Rematrix/,
  ],
];

/** What is said of files of 2 GB, which take no room on the disk. */
const huge = [
  ["two gigabytes.rematrix", "It is 2048 MB large; the lab reads files up to 640 MB."],
  ["two gigabytes.json", "It is 2048 MB large; the lab reads files up to 64 MB."],
] as const;

async function expectRefusal(lab: Lab, name: string, reason: string | RegExp): Promise<void> {
  const refusal = lab.page.getByRole("dialog", { name: `${name} could not be opened` });
  await expect(refusal).toContainText(reason);
  if (name === hostile[0][0]) await expectOpenToAll(refusal);
  await pressWithKeys(refusal, "Close");
  await expect(lab.button("Open")).toBeFocused();
}

test("hostile files are refused by their place, those of 2 GB by their size, and what is open goes on", async ({
  lab,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-huge-"));
  try {
    const cost = await lab.costOf(0);
    for (const [name, make, place] of hostile) {
      await lab.openFile(make(), name);
      await expectRefusal(lab, name, place);
    }
    for (const [name, reason] of huge) {
      const path = join(folder, name);
      writeFileSync(path, "");
      truncateSync(path, 2 ** 31);
      const asked = lab.files.nextOpen();
      await lab.button("Open").click();
      await (
        await asked
      )({ path });
      await expectRefusal(lab, name, reason);
    }
    expect(await lab.costOf(0)).toBe(cost);
    await expect(lab.unsavedMark).toBeHidden();
    await lab.button("One step").click();
    await lab.atStep(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
