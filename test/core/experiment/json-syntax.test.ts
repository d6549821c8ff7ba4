import fc from "fast-check";
import { expect, test } from "vitest";
import { findSyntaxError } from "../../../core/experiment/json-syntax.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("exactly the texts that JSON.parse refuses have a syntax error", () => {
  const text = fc.oneof(
    fc.json(),
    fc.string(),
    fc.string({ unit: fc.constantFrom(...'{}[]":, 01-.eE+truefalsn\\u\n') }),
  );
  fc.assert(
    fc.property(text, (json) => {
      expect(findSyntaxError(json) === null).toBe(isJson(json));
    }),
    { numRuns: 2000 },
  );
});

test("a text with one character lost is not JSON at or after that place", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, seed) => {
      const place = seed % json.length;
      const broken = json.slice(0, place) + json.slice(place + 1);
      const error = findSyntaxError(broken);
      if (error !== null && !broken.includes("\n")) expect(error.column).toBeGreaterThan(0);
      expect(error === null).toBe(isJson(broken));
    }),
  );
});

test.each([
  ['{"a": 01}', { line: 1, column: 7, expected: "a value", found: '"01"' }],
  ["{'a': 1}", { line: 1, column: 2, expected: "a key in double quotes", found: '"\'"' }],
  ['{"a" 1}', { line: 1, column: 6, expected: '":"', found: '"1"' }],
  ['["a\nb"]', { line: 1, column: 4, expected: "the end of a string", found: "the end of the line" }],
  ['["\\x"]', { line: 1, column: 3, expected: "the end of a string", found: '"\\\\"' }],
  ["[1]\r\n2", { line: 2, column: 1, expected: "the end of the text", found: '"2"' }],
  ["[1,]", { line: 1, column: 4, expected: "a value", found: '"]"' }],
  ["// comment", { line: 1, column: 1, expected: "a value", found: '"/"' }],
])("%j is wrong at its place", (text, error) => {
  expect(findSyntaxError(text)).toEqual(error);
});

test("brackets a thousand deep are refused instead of running out of stack", () => {
  expect(findSyntaxError("[".repeat(1e5))).toMatchObject({ expected: "at most 100 levels of brackets" });
});

test.each([
  ["never ends", '"' + "x".repeat(8_000_000), "the end of the text"],
  ["breaks its line", '"' + "\\n".repeat(4_000_000) + "\n", "the end of the line"],
])("a string of eight million characters that %s is only that", (_, text, found) => {
  expect(findSyntaxError(text)).toMatchObject({
    line: 1,
    column: 8_000_002,
    expected: "the end of a string",
    found,
  });
});
