import { zipSync } from "fflate";
import { article } from "../../core/experiment/defaults.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import { fileAt } from "../support/archives.ts";
import { expect, test } from "../support/lab.ts";

const plain = writeExperiment(article);
const zeros = new Uint8Array(200 * 2 ** 20);

/** Files that somebody made to do harm, or that came to harm, and what is said of each: the place of what is wrong. */
const hostile: readonly (readonly [string, string, () => string | Uint8Array, RegExp])[] = [
  [
    "a billion units",
    "units.json",
    () => plain.replace('"units": 4', '"units": 1000000000'),
    /layers\[0\]\.units/,
  ],
  ["NaN for a number", "nan.json", () => plain.replace('"seed": 1', '"seed": NaN'), /JSON/],
  ["half a zip", "half.rematrix", () => fileAt(article, 3).subarray(0, 1500), /zip|archive|file/i],
  [
    "a zip bomb",
    "bomb.rematrix",
    () => zipSync({ "experiment.json": zeros }, { level: 9 }),
    /experiment\.json/,
  ],
  ["a name that leads out", "out.rematrix", () => zipSync({ "../../out.npy": Uint8Array.of(1) }), /out\.npy/],
];

for (const [what, name, make, place] of hostile) {
  test(`a file with ${what} is refused by its place, and what is open goes on`, async ({ lab, page }) => {
    await lab.openFile(make(), name);
    const refusal = page.getByRole("dialog", { name: `${name} could not be opened` });
    await expect(refusal.getByRole("list")).toContainText(place);
    await page.keyboard.press("Escape");
    await lab.button("One step").click();
    await lab.atStep(1);
  });
}
