import { passCodes } from "../../core/network/names.ts";
import type { LayerPlan } from "../../core/network/plan.ts";
import type { Diagnosis, Remedy } from "../../core/training/diagnosis.ts";

/** A diagnosis for programs: magnitudes by the matrices' names, null where they are not finite. */
export function diagnosisToJson({ chain, remedies }: Diagnosis, layers: readonly LayerPlan[]): object {
  const codeOf = passCodes(layers);
  return {
    chain: chain.map(({ step, magnitudes }) => ({
      step,
      magnitudes: Object.fromEntries(
        magnitudes.map(({ matrix, largest }) => [codeOf(matrix), Number.isFinite(largest) ? largest : null]),
      ),
    })),
    remedies,
  };
}

/** What happened, where the numbers grew, and what was tried with success. */
export function diagnosisToText(
  diagnosis: Diagnosis,
  layers: readonly LayerPlan[],
  finiteStep: number,
): string {
  const { breakdown } = diagnosis;
  const code = passCodes(layers)(breakdown.matrix);
  const { row, column, before } = breakdown;
  return (
    `Training stopped at step ${breakdown.step}: ${code}[${row},${column}] was the first number that is not ` +
    `finite. What is printed is step ${finiteStep}, the last finite one, where the largest magnitude in ` +
    `${code} was ${before.toPrecision(6)}.\n\n` +
    tabulate(diagnosis, layers) +
    `\n${describeRemedies(diagnosis.remedies)}`
  );
}

/** The largest magnitudes: a row per matrix, a column per step. */
function tabulate({ chain }: Diagnosis, layers: readonly LayerPlan[]): string {
  const codeOf = passCodes(layers);
  const names = [
    ...new Set(chain.flatMap(({ magnitudes }) => magnitudes.map(({ matrix }) => codeOf(matrix)))),
  ];
  const rows = names.map((name) => [
    name,
    ...chain.map(({ magnitudes }) => {
      const found = magnitudes.find(({ matrix }) => codeOf(matrix) === name);
      return found === undefined ? "" : formatMagnitude(found.largest);
    }),
  ]);
  const table = [["largest |…|", ...chain.map(({ step }) => `step ${step}`)], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join("  "),
  );
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function formatMagnitude(value: number): string {
  return Number.isFinite(value) ? value.toPrecision(3) : "not finite";
}

function describeRemedies(remedies: readonly Remedy[]): string {
  if (remedies.length === 0) return "No smaller learning rate that was tried helps.\n";
  return remedies
    .map((remedy) => {
      const start = remedy.from === 0 ? "from the start" : `from step ${remedy.from}`;
      const outcome = `${start}, ${remedy.survived} steps were finite, down to cost ${remedy.cost.toPrecision(6)}`;
      return remedy.kind === "learning-rate"
        ? `Tried: with learning rate ${remedy.learningRate}, ${outcome}.\n`
        : `Tried: with the columns of X standardised, ${outcome}.\n`;
    })
    .join("");
}
