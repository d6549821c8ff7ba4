import { formatCell, formatTerm } from "../format/number.ts";
import type { Elementwise, Product } from "./outcome.ts";
import type { Operand } from "./operand.ts";

/** Longer sums show their first terms, how many are left out, and their last term. */
const MOST_TERMS = 5;
const FIRST_TERMS = 3;

/** A number of a sum; whole ones as they are. */
export function formatFactor(value: number): string {
  const whole = Number.isInteger(value) && Math.abs(value) < 1e6;
  return whole ? String(value + 0).replace("-", "−") : formatTerm(value);
}

/** A number of a small cell; whole ones as they are, where they fit. */
export function formatSmall(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1000 ? formatFactor(value) : formatCell(value);
}

/** How one number of a product comes about: with names, with numbers, and what it comes to. */
export function spellProduct(
  left: Operand,
  right: Operand,
  product: Product,
  row: number,
  column: number,
): string[] {
  const { inner } = product;
  const target = left.vector
    ? `np.dot(${left.code}, ${right.code})`
    : `(${left.code} @ ${right.code})[${row},${column}]`;
  const named = joinTerms(
    inner,
    (k) => `${name(left, row, k)}·${right.vector ? name(right, 0, k) : name(right, k, column)}`,
  );
  const counted = joinTerms(
    inner,
    (k) => `${bracket(product.left.at(row, k), k > 0)}·${bracket(product.right.at(k, column))}`,
  );
  return [`${target} = ${named}`, `= ${counted}`, `= ${formatFactor(product.result.at(row, column))}`];
}

/** How one number of an elementwise product comes about. */
export function spellElementwise(
  left: Operand,
  right: Operand,
  elementwise: Elementwise,
  row: number,
  column: number,
): string[] {
  const place = left.vector ? `[${column}]` : `[${row},${column}]`;
  const l = placeIn(left, row, column);
  const r = placeIn(right, row, column);
  const counted = `${formatFactor(elementwise.left.at(...l))}·${bracket(elementwise.right.at(...r))}`;
  return [
    `(${left.code} * ${right.code})${place} = ${name(left, ...l)}·${name(right, ...r)}`,
    `= ${counted}`,
    `= ${formatFactor(elementwise.result.at(row, column))}`,
  ];
}

/** Where a result's number comes from: on an axis with a single place it is that place. */
export function placeIn(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  row: number,
  column: number,
): [row: number, column: number] {
  return [rows === 1 ? 0 : row, columns === 1 ? 0 : column];
}

function name({ code, vector }: Operand, row: number, column: number): string {
  return vector ? `${code}[${column}]` : `${code}[${row},${column}]`;
}

/** A negative number after an operator stands in brackets. */
function bracket(value: number, after = true): string {
  const text = formatFactor(value);
  return after && text.startsWith("−") ? `(${text})` : text;
}

function joinTerms(count: number, write: (k: number) => string): string {
  const all = Array.from({ length: count }, (_, k) => k);
  if (count <= MOST_TERMS) return all.map(write).join(" + ");
  const first = all.slice(0, FIRST_TERMS).map(write);
  return `${first.join(" + ")} + … ${count - FIRST_TERMS - 1} more … + ${write(count - 1)}`;
}
