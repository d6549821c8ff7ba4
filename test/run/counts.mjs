/**
 * What one run of tests came to.
 *
 * @typedef {{ passed: number, failed: number, skipped: string[], notes: string[] }} Counts
 */

/**
 * Counts vitest's JSON report. A file that cannot even be loaded has no tests to count: it is one failure.
 *
 * @param {unknown} report the parsed report, or null when there is none
 * @param {boolean} endedWell whether vitest itself ended with exit code 0
 * @returns {Counts}
 */
export function countVitest(report, endedWell) {
  const counts = { passed: 0, failed: 0, skipped: [], notes: [] };
  for (const file of report?.testResults ?? []) {
    if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed")) {
      counts.failed += 1;
      counts.notes.push(`${file.name} could not be run`);
    }
    for (const test of file.assertionResults) {
      if (test.status === "passed") counts.passed += 1;
      else if (test.status === "failed") counts.failed += 1;
      else counts.skipped.push(test.fullName);
    }
  }
  return honest(counts, report, endedWell);
}

/**
 * Counts Playwright's JSON report. A test that passed only when tried again counts as failed.
 *
 * @param {unknown} report the parsed report, or null when there is none
 * @param {boolean} endedWell whether Playwright itself ended with exit code 0
 * @returns {Counts}
 */
export function countPlaywright(report, endedWell) {
  const counts = { passed: 0, failed: 0, skipped: [], notes: [] };
  const visit = (suite, titles) => {
    for (const inner of suite.suites ?? []) visit(inner, [...titles, inner.title]);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === "expected") counts.passed += 1;
        else if (test.status === "skipped") {
          const why = test.annotations?.find((note) => note.type === "skip")?.description;
          counts.skipped.push([...titles, spec.title].join(" › ") + (why ? ` (${why})` : ""));
        } else counts.failed += 1;
      }
    }
  };
  for (const suite of report?.suites ?? []) visit(suite, [suite.title]);
  for (const error of report?.errors ?? []) counts.notes.push(firstLine(error.message ?? String(error)));
  return honest(counts, report, endedWell);
}

/** A run that left no report, ran nothing or ended badly is a failure, whatever its tests say. */
function honest(counts, report, endedWell) {
  const ran = counts.passed + counts.failed + counts.skipped.length;
  if (report === null) counts.notes.push("no report was written");
  else if (ran === 0) counts.notes.push("no tests were found");
  else if (!endedWell && counts.failed === 0) counts.notes.push("the run itself failed outside its tests");
  if (counts.failed === 0 && (!endedWell || ran === 0)) counts.failed = 1;
  return counts;
}

function firstLine(text) {
  return text.split("\n")[0];
}
