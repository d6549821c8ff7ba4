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
    expect(countPlaywright(report, true)).toEqual({ passed: 2, failed: 0, skipped: [], notes: [] });
  });

  it("names a skipped test with where it stands and why", () => {
    const report = {
      suites: [
        { title: "a.spec.ts", specs: [spec("one", "expected"), spec("two", "skipped", "no display")] },
      ],
    };
    expect(countPlaywright(report, true).skipped).toEqual(["a.spec.ts › two (no display)"]);
  });

  it("takes a test that passed only at a second try for failed", () => {
    const report = { suites: [{ title: "a.spec.ts", specs: [spec("one", "flaky")] }] };
    expect(countPlaywright(report, true)).toMatchObject({ passed: 0, failed: 1 });
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
