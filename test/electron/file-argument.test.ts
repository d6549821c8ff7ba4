import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { fileArguments } from "../../electron/file-argument.ts";

const named = (...parts: string[]): string[] =>
  fileArguments(["rematrix", ...parts], resolve("/home/somebody"));

test("experiment files are found among the words of a start, as absolute paths", () => {
  expect(named("--flag", "a.json", ".", "notes.txt", "b/C.REMATRIX")).toEqual([
    resolve("/home/somebody/a.json"),
    resolve("/home/somebody/b/C.REMATRIX"),
  ]);
});

test("a file may be named by its address, as Linux's desktops do", () => {
  const path = resolve("/home/somebody/two words, ü.rematrix");
  expect(named(pathToFileURL(path).href)).toEqual([path]);
});

test("an address that names no file here is passed over", () => {
  expect(named("file://%zz/a.rematrix", "b.json")).toEqual([resolve("/home/somebody/b.json")]);
});
