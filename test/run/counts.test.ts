import { describe, expect, it } from "vitest";
import { countPlaywright, countVitest } from "./counts.mjs";

const vitestFile = (status: string, ...tests: string[]) => ({
  name: "some.test.ts",
  status,
  assertionResults: tests.map((outcome, index) => ({ status: outcome, fullName: `test ${index}` })),
});

describe("counting vitest's report", () => {
  it("adds passed and failed tests over all files and names the skipped ones", () => {
    const report = {
      testResults: [
        vitestFile("passed", "passed", "skipped", "todo"),
        vitestFile("failed", "passed", "failed"),
      ],
    };
    expect(countVitest(report, false)).toEqual({
      passed: 2,
      failed: 1,
      skipped: ["test 1", "test 2"],
      unsteady: [],
      notes: [],
    });
  });

  it("takes a file that cannot be loaded for one failure", () => {
    const counts = countVitest(
      { testResults: [vitestFile("passed", "passed"), vitestFile("failed")] },
      false,
    );
    expect(counts).toMatchObject({ passed: 1, failed: 1 });
    expect(counts.notes).toEqual(["some.test.ts could not be run"]);
  });

  it("takes a bad ending for a failure though every test passed", () => {
    expect(countVitest({ testResults: [vitestFile("passed", "passed")] }, false)).toMatchObject({
      failed: 1,
    });
  });

  it("takes a missing report and a run without tests for a failure", () => {
    expect(countVitest(null, true)).toMatchObject({ passed: 0, failed: 1 });
    expect(countVitest({ testResults: [] }, true)).toMatchObject({ passed: 0, failed: 1 });
  });
});

const spec = (title: string, status: string, reason?: string) => ({
  title,
  tests: [{ status, annotations: reason === undefined ? [] : [{ type: "skip", description: reason }] }],
});

describe("counting Playwright's report", () => {
  it("reads every level of nested suites", () => {
    const report = {
      suites: [
        {
          title: "a.spec.ts",
          specs: [spec("one", "expected")],
          suites: [{ title: "inner", specs: [spec("two", "expected")] }],
        },
      ],
    };
    expect(countPlaywright(report, true)).toEqual({
      passed: 2,
      failed: 0,
      skipped: [],
      unsteady: [],
      notes: [],
    });
  });

  it("names a skipped test with where it stands and why", () => {
    const report = {
      suites: [
        { title: "a.spec.ts", specs: [spec("one", "expected"), spec("two", "skipped", "no display")] },
      ],
    };
    expect(countPlaywright(report, true).skipped).toEqual(["a.spec.ts › two (no display)"]);
  });

  const tried = (title: string, status: string) => ({
    title,
    tests: [
      { status, projectName: "browser", results: [{ error: { message: "\u001b[31mLate\u001b[39m\nat" } }] },
    ],
  });
  const reportOf = (steady: number, unsteady: number) => ({
    suites: [
      {
        title: "a.spec.ts",
        specs: [
          ...Array.from({ length: steady }, (_, index) => spec(`test ${index}`, "expected")),
          ...Array.from({ length: unsteady }, (_, index) => tried(`race ${index}`, "flaky")),
        ],
      },
    ],
  });

  it("names a test that passed only at a second try, and what went wrong at the first", () => {
    expect(countPlaywright(reportOf(3, 1), true)).toMatchObject({
      passed: 4,
      failed: 0,
      unsteady: ["[browser] a.spec.ts › race 0: Late"],
    });
  });

  it("takes more than one of a hundred of those for failed", () => {
    expect(countPlaywright(reportOf(396, 4), true)).toMatchObject({ passed: 400, failed: 0 });
    expect(countPlaywright(reportOf(395, 5), true)).toMatchObject({
      passed: 395,
      failed: 5,
      notes: ["5 of 400 passed only at a second try: too many"],
    });
  });

  it("takes a server that did not start for a failure and repeats its first line", () => {
    const report = { suites: [], errors: [{ message: "Timed out waiting for the server\nat line 1" }] };
    expect(countPlaywright(report, false)).toMatchObject({
      failed: 1,
      notes: ["Timed out waiting for the server", "no tests were found"],
    });
  });

  it("takes a missing report for a failure", () => {
    expect(countPlaywright(null, true)).toMatchObject({ passed: 0, failed: 1 });
  });
});
