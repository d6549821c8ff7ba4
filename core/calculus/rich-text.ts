import { LOWERED, RAISED } from "../naming.ts";

/** A piece of a sentence: words, a name of the formulas, or the T behind what is transposed. */
export type Segment =
  { readonly kind: "words"; readonly text: string } | { readonly kind: "transpose" } | FormulaName;

/** A name with what is raised and lowered at it: `W⁽²⁾_k0`, `f₂′`, `m`. */
export interface FormulaName {
  readonly kind: "name";
  readonly base: string;
  /** The layer in raised brackets, without them. */
  readonly raised: string | null;
  /** Primes behind the base: `′`. */
  readonly primes: string;
  /** A number set lower, as in f₂. */
  readonly lowered: string | null;
  /** Index letters: `k0`. */
  readonly indices: readonly string[];
  /** Whether it is an index letter by itself. */
  readonly index: boolean;
}

/** What a sentence may name. */
export interface KnownNames {
  /** Names of matrices without what is raised: `X`, `Ỹ`, `W`. */
  readonly bases: ReadonlySet<string>;
  /** Index letters of the step. */
  readonly indices: ReadonlySet<string>;
}

const LETTER = String.raw`[\p{L}∂]`;
/** base ⁽layer⁾ lowered primes _indices; each but the base may be missing. */
const NAME = new RegExp(
  String.raw`(${LETTER}+)(⁽[${RAISED}]+⁾)?([${LOWERED}]+)?(′+)?(?:_((?:[\p{L}0]′*)+))?`,
  "gu",
);

/** A sentence in pieces, so that the names in it can be set as in formulas, and index letters pointed at. */
export function readRichText(sentence: string, known: KnownNames): Segment[] {
  const segments: Segment[] = [];
  let words = 0;
  const flush = (end: number): void => {
    sentence
      .slice(words, end)
      .split(/\.T\b/u)
      .forEach((text, k) => {
        if (k > 0) segments.push({ kind: "transpose" });
        if (text !== "") segments.push({ kind: "words", text });
      });
  };
  for (const match of sentence.matchAll(NAME)) {
    const names = readNames(match, known, sentence);
    if (names === null) continue;
    flush(match.index);
    segments.push(...names);
    words = match.index + match[0].length;
  }
  flush(sentence.length);
  return segments;
}

/** The names in a run of letters: one, or ∂ before one; null where it is a word. */
function readNames(match: RegExpExecArray, known: KnownNames, sentence: string): FormulaName[] | null {
  const [, run = "", raised, lowered, primes, indices]: (string | undefined)[] = match;
  const partial = run.startsWith("∂");
  const base = partial ? run.slice(1) : run;
  const undecorated = [raised, lowered, indices].every((part) => part === undefined);
  const bare = undecorated && primes === undefined;
  // a is more often a word.
  const index = undecorated && run !== "a" && known.indices.has(run + (primes ?? ""));
  const named = partial || !bare || index || isName(base, match, known, sentence);
  if (!named) return null;
  const name: FormulaName = {
    kind: "name",
    base,
    raised: raised === undefined ? null : toDigits(raised.slice(1, -1), RAISED),
    primes: primes ?? "",
    lowered: lowered === undefined ? null : toDigits(lowered, LOWERED),
    indices: indices === undefined ? [] : (indices.match(/[\p{L}0]′*/gu) ?? []),
    index,
  };
  return partial ? [plain("∂"), ...(base === "" ? [] : [name])] : [name];
}

/** Whether letters without anything at them are a name: `X`, `Ỹ`, but not the word A that a sentence begins with. */
function isName(base: string, match: RegExpExecArray, { bases }: KnownNames, sentence: string): boolean {
  if (["Δ", "Σ", "δ"].includes(base)) return true;
  if (!bases.has(base)) return false;
  const before = sentence.slice(0, match.index);
  const after = sentence.slice(match.index + base.length);
  return base !== "A" || !(/(^|[.!?:] )$/.test(before) && /^ \p{Ll}{2,}/u.test(after));
}

function plain(base: string): FormulaName {
  return { kind: "name", base, raised: null, primes: "", lowered: null, indices: [], index: false };
}

function toDigits(text: string, alphabet: string): string {
  return [...text].map((digit) => alphabet.indexOf(digit)).join("");
}
