import { parseTyped } from "./parse-typed.ts";
import { editsFor, editsOfOperands, isBinary, type Edit } from "./possible-edits.ts";
import type { KnownShape } from "./shape.ts";
import { findMismatches, type Mismatch } from "./shapes.ts";
import { partsOfTyped, sameTyped, type TypedExpression } from "./typed-expression.ts";
import { replaceAt, type Fix } from "./typed-problem.ts";
import { writeTyped } from "./write-typed.ts";

/** How many nodes are looked at before the search gives up: some hundredths of a second. */
const MOST_NODES = 10_000;
/** How many mistakes are mended at once. */
const MOST_EDITS = 3;
const MOST_FIXES = 6;

/** A way to make everything fit: one edit, or one for each of several mistakes. */
export interface Repair {
  readonly edits: readonly Edit[];
  readonly fix: Fix;
}

/**
 * Texts in which all shapes fit, made from this one by as few edits as do it: first at the operations that do
 * not fit, then at those below them. The likeliest come first: those that only turn and swap matrices,
 * among these the shortest.
 */
export function findRepairs(
  text: string,
  expression: TypedExpression,
  sizes: ReadonlyMap<string, KnownShape>,
  mismatches: readonly Mismatch[],
): Repair[] {
  const search = new Search(sizes, expression);
  let found: Tried[] = [];
  for (let edits = 1; edits <= MOST_EDITS && found.length === 0; edits++) {
    if (edits < mismatches.length) continue;
    found = search.mend({ whole: expression, edits: [] }, mismatches, edits);
    if (edits === 1 && found.length === 0) found = search.mendBelow(expression, mismatches[0].node);
  }
  const keep = keeperOf(text, expression);
  const repairs = found.map((one) => ({ edits: one.edits, fix: fixOf(text, one, keep) }));
  const distance = ({ edits }: Repair): number => edits.reduce((sum, one) => sum + one.distance, 0);
  repairs.sort((a, b) => distance(a) - distance(b) || a.fix.text.length - b.fix.text.length);
  const texts = repairs.map(({ fix }) => fix.text);
  return repairs.filter(({ fix }, i) => texts.indexOf(fix.text) === i).slice(0, MOST_FIXES);
}

/** What would mend this one operation, were the others right: `X.T @ Y`. */
export function mendedAlone(
  text: string,
  sizes: ReadonlyMap<string, KnownShape>,
  mismatch: Mismatch,
): string[] {
  const keep = keeperOf(text, mismatch.node);
  return editsFor(mismatch, sizes)
    .filter((edit) => findMismatches(edit.apply(mismatch.node), sizes).length === 0)
    .sort((a, b) => a.distance - b.distance)
    .map(({ replacement }) => writeTyped(replacement, keep));
}

type Keep = (node: TypedExpression) => string | null;

/** Writes the nodes of an expression, whatever they are put together to, as they were typed. */
function keeperOf(text: string, expression: TypedExpression): Keep {
  const own = new Set<TypedExpression>();
  const collect = (node: TypedExpression): void => {
    own.add(node);
    partsOfTyped(node).forEach(collect);
  };
  collect(expression);
  return (node) => (own.has(node) ? text.slice(node.from, node.to).replace(/\s+/g, " ") : null);
}

interface Tried {
  readonly whole: TypedExpression;
  readonly edits: readonly Edit[];
}

class Search {
  readonly #sizes: ReadonlyMap<string, KnownShape>;
  readonly #cost: number;
  #left = MOST_NODES;

  constructor(sizes: ReadonlyMap<string, KnownShape>, expression: TypedExpression) {
    this.#sizes = sizes;
    this.#cost = countNodes(expression);
  }

  /** What fits after at most so many more edits, each at the first operation that does not fit. */
  mend(tried: Tried, mismatches: readonly Mismatch[], most: number): Tried[] {
    const [first] = mismatches;
    const found: Tried[] = [];
    for (const edit of editsFor(first, this.#sizes)) {
      const next = this.#tryOut(tried, edit);
      if (next === null) break;
      if (next.mismatches.length === 0) found.push(next.tried);
      // An edit has to mend its own place before others are tried on top of it.
      else if (most > 1 && next.mismatches[0].node !== edit.replacement) {
        found.push(...this.mend(next.tried, next.mismatches, most - 1));
      }
    }
    return found;
  }

  /** What fits after one edit at an operation somewhere below this node. */
  mendBelow(whole: TypedExpression, node: TypedExpression): Tried[] {
    const found: Tried[] = [];
    for (const below of operationsBelow(node)) {
      for (const edit of editsOfOperands(below)) {
        const next = this.#tryOut({ whole, edits: [] }, edit);
        if (next === null) return found;
        if (next.mismatches.length === 0) found.push(next.tried);
      }
    }
    return found;
  }

  /** Null where the search has gone on for too long. */
  #tryOut(
    tried: Tried,
    edit: Edit,
  ): { readonly tried: Tried; readonly mismatches: readonly Mismatch[] } | null {
    this.#left -= this.#cost;
    if (this.#left < 0) return null;
    const whole = edit.apply(tried.whole);
    const mismatches = findMismatches(whole, this.#sizes);
    return { tried: { whole, edits: [...tried.edits, edit] }, mismatches };
  }
}

/** What is written instead, as close to what was typed as can be. */
function fixOf(text: string, { whole, edits }: Tried, keep: Keep): Fix {
  const label = edits.map(({ replacement }) => writeTyped(replacement, keep)).join(" and ");
  const [edit] = edits;
  if (edits.length === 1) {
    for (const piece of [label, `(${label})`]) {
      const spliced = replaceAt(text, edit.node, piece);
      const parsed = parseTyped(spliced);
      if (parsed.ok && sameTyped(parsed.expression, whole)) return { label, text: spliced };
    }
  }
  return { label, text: writeTyped(whole, keep) };
}

function operationsBelow(node: TypedExpression): Extract<TypedExpression, { left: TypedExpression }>[] {
  return partsOfTyped(node).flatMap((part) => [...(isBinary(part) ? [part] : []), ...operationsBelow(part)]);
}

function countNodes(node: TypedExpression): number {
  return partsOfTyped(node).reduce((sum, part) => sum + countNodes(part), 1);
}
