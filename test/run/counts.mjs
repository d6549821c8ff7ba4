import { stripVTControlCharacters } from "node:util";

/**
 * What one run of tests came to.
 *
 * @typedef {{ passed: number, failed: number, skipped: string[], unsteady: string[], notes: string[] }} Counts
 */

/**
 * How many of a hundred end-to-end tests may pass only at a second try. A slow machine finds races that no other does,
 * and they are named and mended; but a lab that often fails is one that fails.
 */
const UNSTEADY_PERCENT = 1;

/**
 * Counts vitest's JSON report. A file that cannot even be loaded has no tests to count: it is one failure.
 *
 * @param {unknown} report the parsed report, or null when there is none
 * @param {boolean} endedWell whether vitest itself ended with exit code 0
 * @returns {Counts}
 */
export function countVitest(report, endedWell) {
  const counts = { passed: 0, failed: 0, skipped: [], unsteady: [], notes: [] };
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
 * Counts Playwright's JSON report. A test that passed only when tried again is named; where there are more such than
 * UNSTEADY_PERCENT, and more than one, each of them has failed.
 *
 * @param {unknown} report the parsed report, or null when there is none
 * @param {boolean} endedWell whether Playwright itself ended with exit code 0
 * @returns {Counts}
 */
export function countPlaywright(report, endedWell) {
  const counts = { passed: 0, failed: 0, skipped: [], unsteady: [], notes: [] };
  const visit = (suite, titles) => {
    for (const inner of suite.suites ?? []) visit(inner, [...titles, inner.title]);
    for (const spec of suite.specs ?? []) {
      const name = [...titles, spec.title].join(" › ");
      for (const test of spec.tests) {
        if (test.status === "expected") counts.passed += 1;
        else if (test.status === "flaky") {
          counts.unsteady.push(`[${test.projectName}] ${name}: ${firstFailure(test)}`);
        } else if (test.status === "skipped") {
          const why = test.annotations?.find((note) => note.type === "skip")?.description;
          counts.skipped.push(name + (why ? ` (${why})` : ""));
        } else counts.failed += 1;
      }
    }
  };
  for (const suite of report?.suites ?? []) visit(suite, [suite.title]);
  const { unsteady } = counts;
  const ran = counts.passed + counts.failed + unsteady.length;
  const tolerated = unsteady.length <= Math.max(1, (ran * UNSTEADY_PERCENT) / 100);
  counts[tolerated ? "passed" : "failed"] += unsteady.length;
  if (!tolerated) counts.notes.push(`${unsteady.length} of ${ran} passed only at a second try: too many`);
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

/** What went wrong at the first try. */
function firstFailure(test) {
  const message = test.results?.[0]?.error?.message;
  return message === undefined ? "no reason was given" : stripVTControlCharacters(firstLine(message));
}

function firstLine(text) {
  return text.split("\n")[0];
}
