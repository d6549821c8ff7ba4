import * as v from "valibot";
import type { Problem, Result } from "../result.ts";
import type { Experiment } from "./experiment.ts";
import { findSyntaxError } from "./json-syntax.ts";
import { currentVersion, migrate } from "./migrations.ts";
import { describe, toProblem } from "./rules.ts";
import { experimentSchema } from "./schema.ts";
import { checkExperiment } from "./shape-checks.ts";

/**
 * Reads the text of an `experiment.json`. Syntax errors come with line and column, everything else with its
 * place in the value; keys that may be left out are filled in.
 */
export function readExperiment(text: string): Result<Experiment> {
  // Editors on Windows put a byte order mark in front, which is not JSON.
  const json = text.replace(/^\uFEFF/, "");
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return refuse(describeSyntaxError(json));
  }
  return validateExperiment(value);
}

/**
 * Checks that a value is an experiment: every key by itself, then how they fit together. Older versions are
 * migrated, newer ones refused. The result shares nothing with the value that could change later.
 */
export function validateExperiment(value: unknown): Result<Experiment> {
  if (!isRecord(value) || value.format !== "rematrix") {
    const got = isRecord(value) ? describe(value.format) : describe(value);
    const message = isRecord(value)
      ? `must be "rematrix", or it is no experiment of this lab, got ${got}`
      : `an experiment is a JSON object, got ${got}`;
    return refuse({
      place: isRecord(value) ? "format" : "",
      code: "not-rematrix",
      values: { got },
      message,
    });
  }
  const version = value.version;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    const got = describe(version);
    const message = `must be a whole number, 1 or greater, got ${got}`;
    return refuse({ place: "version", code: "version-unknown", values: { got }, message });
  }
  if (version > currentVersion) {
    const message =
      `this experiment has version ${version} and was written by a newer Rematrix; this one reads versions ` +
      `up to ${currentVersion}`;
    return refuse({
      place: "version",
      code: "version-newer",
      values: { got: version, max: currentVersion },
      message,
    });
  }
  const parsed = v.safeParse(experimentSchema, migrate(value, version));
  if (!parsed.success) return { ok: false, problems: parsed.issues.map(toProblem) };
  const experiment: Experiment = structuredCopy(parsed.output);
  const problems = checkExperiment(experiment);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: experiment };
}

function describeSyntaxError(json: string): Problem {
  const error = findSyntaxError(json);
  if (error === null) throw new Error("internal: JSON.parse refused a text that is JSON");
  const { line, column, expected, found } = error;
  const message = `not JSON: line ${line}, column ${column}: expected ${expected}, found ${found}`;
  return { place: "", code: "not-json", values: { line, column, expected, found }, message };
}

function refuse(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Rules hand lists of numbers through as they are; a copy keeps the caller's later changes out. Keys that
 * hold undefined are left out, as JSON does.
 */
function structuredCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(structuredCopy) as T;
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(entries.map(([key, held]) => [key, structuredCopy(held)])) as T;
}
