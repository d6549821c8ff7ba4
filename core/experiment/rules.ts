import * as v from "valibot";
import type { Problem, ProblemCode } from "../result.ts";

/** What a rule says about a value that breaks it. */
export interface Complaint {
  readonly code: ProblemCode;
  readonly values: Problem["values"];
  readonly message: string;
  /** Where in the value it is broken, when it is a list: `[2][1]`. */
  readonly within?: string;
}

/** A check that can also say what is wrong; valibot hands it back in its issues. */
interface Rule {
  (input: unknown): boolean;
  readonly complain: (input: unknown) => Complaint;
}

/** A schema out of one function that returns what is wrong, or null. */
export function rule<T>(complain: (input: unknown) => Complaint | null) {
  return v.pipe(
    v.custom<T>(() => true),
    v.check<T, string>(ruleOf(complain), "broken rule"),
  );
}

function ruleOf(complain: (input: unknown) => Complaint | null): Rule {
  return Object.assign((input: unknown) => complain(input) === null, {
    complain: (input: unknown) => {
      const complaint = complain(input);
      if (complaint === null) throw new Error("internal: a rule that holds has no complaint");
      return complaint;
    },
  });
}

/** A whole number in a range, both ends included. */
export function whole(min: number, max: number) {
  return rule<number>((input) => complainAboutWhole(input, min, max));
}

/** The word, or a whole number in a range. */
export function wordOrWhole<const Word extends string>(word: Word, min: number, max: number) {
  return rule<Word | number>((input) => {
    const complaint = input === word ? null : complainAboutWhole(input, min, max);
    if (complaint === null) return null;
    const message = `must be "${word}" or a whole number from ${min} to ${max}, got ${describe(input)}`;
    return { ...complaint, message, values: { ...complaint.values, word } };
  });
}

function complainAboutWhole(input: unknown, min: number, max: number): Complaint | null {
  if (Number.isInteger(input) && Number(input) >= min && Number(input) <= max) return null;
  const code =
    typeof input !== "number" ? "wrong-type" : Number.isFinite(input) ? "out-of-range" : "not-finite";
  const message = `must be a whole number from ${min} to ${max}, got ${describe(input)}`;
  return { code, values: { min, max, got: describe(input) }, message };
}

/** A finite number; above 0 or from 0 on where it says so. */
export function real(sign: "any" | "positive" | "not-negative" = "any") {
  const wanted = {
    any: "a finite number",
    positive: "a finite number greater than 0",
    "not-negative": "a finite number, 0 or greater",
  }[sign];
  return rule<number>((input) => {
    const low = (sign === "positive" && Number(input) <= 0) || (sign === "not-negative" && Number(input) < 0);
    if (Number.isFinite(input) && !low) return null;
    const code = typeof input !== "number" ? "wrong-type" : low ? "out-of-range" : "not-finite";
    return {
      code,
      values: { got: describe(input) },
      message: `must be ${wanted}, got ${describe(input)}`,
    };
  });
}

/** A number between 0 and 1, both ends excluded. */
export function fraction() {
  return rule<number>((input) => {
    if (typeof input === "number" && input > 0 && input < 1) return null;
    const code =
      typeof input !== "number" ? "wrong-type" : Number.isFinite(input) ? "out-of-range" : "not-finite";
    const message = `must be a number greater than 0 and less than 1, got ${describe(input)}`;
    return { code, values: { min: 0, max: 1, got: describe(input) }, message };
  });
}

/** A number from 0 on that is less than 1: how much of a moving mean is kept. */
export function decay() {
  return rule<number>((input) => {
    const inside = Number(input) >= 0 && Number(input) < 1;
    if (typeof input === "number" && inside) return null;
    const code =
      typeof input !== "number" ? "wrong-type" : Number.isFinite(input) ? "out-of-range" : "not-finite";
    const message = `must be a number from 0 on and less than 1, got ${describe(input)}`;
    return { code, values: { min: 0, below: 1, got: describe(input) }, message };
  });
}

/** Text of a limited length. */
export function text(longest: number) {
  return rule<string>((input): Complaint | null => {
    if (typeof input !== "string") {
      return {
        code: "wrong-type",
        values: { got: describe(input) },
        message: `must be text, got ${describe(input)}`,
      };
    }
    if (input.length <= longest) return null;
    const message = `must be at most ${longest} characters long, got ${input.length}`;
    return { code: "too-large", values: { max: longest, got: input.length }, message };
  });
}

/** A list of finite numbers. Only the first wrong one is reported: a column of text would report them all. */
export function numbers() {
  return rule<readonly number[]>(complainAboutNumbers);
}

/** Rows of finite numbers, at least one of each, all of one length. */
export function numberRows() {
  return rule<readonly (readonly number[])[]>((input) => {
    if (!Array.isArray(input) || input.length === 0) {
      const message = `must be a list of rows of numbers, got ${describe(input)}`;
      return { code: "wrong-type", values: { got: describe(input) }, message };
    }
    const rows: readonly unknown[] = input;
    const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
    for (const [index, row] of rows.entries()) {
      const complaint = complainAboutNumbers(row) ?? complainAboutLength(row, columns);
      if (complaint !== null) return { ...complaint, within: `[${index}]${complaint.within ?? ""}` };
    }
    return null;
  });
}

function complainAboutNumbers(input: unknown): Complaint | null {
  if (!Array.isArray(input) || input.length === 0) {
    const message = `must be a list of numbers, got ${describe(input)}`;
    return { code: "wrong-type", values: { got: describe(input) }, message };
  }
  const wrong = input.findIndex((element) => !Number.isFinite(element));
  if (wrong === -1) return null;
  const element: unknown = input[wrong];
  return {
    code: typeof element === "number" ? "not-finite" : "wrong-type",
    values: { got: describe(element) },
    message: `must be a finite number, got ${describe(element)}`,
    within: `[${wrong}]`,
  };
}

function complainAboutLength(row: unknown, columns: number): Complaint | null {
  if (Array.isArray(row) && row.length === columns) return null;
  const got = Array.isArray(row) ? row.length : 0;
  const message = `must have ${count(columns, "number")} as row 0 has, got ${got}`;
  return { code: "shape", values: { expected: columns, got }, message };
}

/** A list of at most so many elements. A longer one is refused as a whole: a million problems help nobody. */
export function list<const Item extends v.GenericSchema>(item: Item, most: number) {
  const short = v.array(item);
  const tooLong = rule<v.InferOutput<typeof short>>((input) => {
    const got = (input as readonly unknown[]).length;
    return {
      code: "too-large",
      values: { max: most, got },
      message: `must have at most ${most} elements, got ${got}`,
    };
  });
  return v.lazy((input) => (Array.isArray(input) && input.length > most ? tooLong : short));
}

/** `1 number`, `2 numbers`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** One of a list of words. */
export function choice<const Options extends readonly string[]>(options: Options) {
  return v.picklist(options);
}

/** An object with these keys and no others. */
export function record<const Entries extends v.ObjectEntries>(entries: Entries) {
  // Without a prototype, so that a key named like one of Object's own is as unknown as any other.
  return v.strictObject(Object.assign(Object.create(null) as object, entries) as Entries);
}

/** A check in a pipe behind an object: at least one of these keys, all of them optional, is there. */
export function atLeastOne<T extends object>(keys: readonly (keyof T & string)[]): v.CheckAction<T, string> {
  const choices = keys.join(", ");
  return v.check<T, string>(
    ruleOf((input) => {
      if (keys.some((key) => (input as T)[key] !== undefined)) return null;
      return { code: "missing", values: { choices }, message: `must have at least one of ${choices}` };
    }),
    "broken rule",
  );
}

/** A value as a message quotes it: short, and no more than the kind of lists and objects. */
export function describe(input: unknown): string {
  if (input === undefined) return "nothing";
  if (Array.isArray(input)) return input.length === 0 ? "an empty list" : "a list";
  if (typeof input === "object" && input !== null) return "an object";
  if (typeof input !== "string") return String(input);
  return JSON.stringify(input.length > 40 ? `${input.slice(0, 40)}…` : input);
}

/** What valibot found, in the project's words. */
export function toProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = (issue.path ?? []).map(({ key }) => key);
  const place = formatPlace(path);
  if (isRule(issue.requirement)) {
    const { within = "", ...complaint } = issue.requirement.complain(issue.input);
    return { place: place + within, ...complaint };
  }
  const got = describe(issue.input);
  if (issue.expected === "never") {
    return {
      place,
      code: "unknown-key",
      values: { key: String(path.at(-1)) },
      message: "is not a known key",
    };
  }
  if (issue.input === undefined && path.length > 0) {
    return { place, code: "missing", values: {}, message: "is missing" };
  }
  const choices = [...(issue.expected ?? "").matchAll(/"([^"]*)"/g)].map(([, word]) => word);
  if (choices.length > 0) {
    const listed = choices.map((word) => `"${word}"`).join(", ");
    const message =
      choices.length === 1 ? `must be ${listed}, got ${got}` : `must be one of ${listed}, got ${got}`;
    return { place, code: "not-a-choice", values: { choices: choices.join(", "), got }, message };
  }
  const wanted = wantedKinds[issue.type] ?? "an object";
  return { place, code: "wrong-type", values: { got }, message: `must be ${wanted}, got ${got}` };
}

const wantedKinds: Readonly<Record<string, string>> = { array: "a list", boolean: "true or false" };

function isRule(requirement: unknown): requirement is Rule {
  return typeof requirement === "function" && "complain" in requirement;
}

/** Keys as code spells the way to a value: `network.layers[1].units`. */
function formatPlace(path: readonly unknown[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === "number") return `${place}[${key}]`;
    const name = String(key);
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `${place}[${JSON.stringify(name)}]`;
    return place === "" ? name : `${place}.${name}`;
  }, "");
}
