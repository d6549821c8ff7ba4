/**
 * One line of the summary.
 *
 * @typedef {{ title: string, passed: number, failed: number, skipped: string[], unsteady: string[],
 *   notes: string[], seconds: number | null }} Row
 */

/**
 * The table of what ran, what was left out, and the closing line `N passed, N failed`.
 *
 * @param {Row[]} rows
 */
export function summarize(rows) {
  const lines = ["", "Summary"];
  const width = Math.max(...rows.map((row) => row.title.length), 5);
  const cell = (text) => String(text).padStart(8);
  lines.push(
    `  ${"check".padEnd(width)}  ${"outcome".padEnd(7)}${["passed", "failed", "skipped", "seconds"].map(cell).join("")}`,
  );
  for (const row of rows) {
    const outcome = row.failed > 0 ? "FAILED" : row.passed === 0 ? "not run" : "ok";
    const figures = [
      row.passed,
      row.failed,
      row.skipped.length,
      row.seconds === null ? "" : row.seconds.toFixed(1),
    ];
    lines.push(`  ${row.title.padEnd(width)}  ${outcome.padEnd(7)}${figures.map(cell).join("")}`);
    for (const note of row.notes) lines.push(`    ${note}`);
  }
  const skipped = rows.flatMap((row) => row.skipped);
  if (skipped.length > 0) lines.push("", "Left out:", ...skipped.map((title) => `  ${title}`));
  const unsteady = rows.flatMap((row) => row.unsteady);
  if (unsteady.length > 0) {
    lines.push("", "Passed only at a second try:", ...unsteady.map((title) => `  ${title}`));
  }
  lines.push("", closingLine(rows));
  return lines.join("\n");
}

/** `N passed, N failed` over all rows. */
export function closingLine(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  return `${sum("passed")} passed, ${sum("failed")} failed`;
}
