import type { Shape, Size } from "./shape.ts";

/** The largest size that a shape may have. */
export const LARGEST_SIZE = 500;

export type ShapeReading =
  | { readonly ok: true; readonly shape: Shape }
  | {
      readonly ok: false;
      /** Not written as NumPy writes shapes, more than two axes, or a size that is not one from 1 to `LARGEST_SIZE`. */
      readonly problem: "unreadable" | "axes" | "size";
      /** What cannot be read, cut where it is long. */
      readonly word: string;
    };

/**
 * A shape as NumPy writes it, its brackets left out or not: `(n,1)` is a column, `(1,n)` a row, `(n,)` has one axis,
 * `()` is a single number. A size is a number, or a letter that stands for the same size wherever it stands.
 */
export function readShape(text: string): ShapeReading {
  const [, inner] = /^\s*\(([^()]*)\)\s*$/.exec(text) ?? [null, text];
  const fail = (problem: "unreadable" | "axes" | "size", word: string): ShapeReading => ({
    ok: false,
    problem,
    word: word.trim().slice(0, 20),
  });
  if (text.length > 100 || !/^[\w\s,]*$/.test(inner)) return fail("unreadable", text);
  if (inner.trim() === "") {
    const none = text.trim() === "";
    return none ? fail("unreadable", text) : { ok: true, shape: { dimensions: 0, rows: 1, columns: 1 } };
  }
  const words = inner.split(",").map((word) => word.trim());
  // What stands behind the last comma of (n,) is nothing.
  if (words.at(-1) === "") words.pop();
  else if (words.length === 1) return fail("unreadable", text);
  if (words.length > 2) return fail("axes", text);
  const sizes: Size[] = [];
  for (const word of words) {
    const size = readSize(word);
    if (size === null) return word === "" ? fail("unreadable", text) : fail("size", word);
    sizes.push(size);
  }
  const [first, second] = sizes;
  return second === undefined
    ? { ok: true, shape: { dimensions: 1, rows: 1, columns: first } }
    : { ok: true, shape: { dimensions: 2, rows: first, columns: second } };
}

function readSize(word: string): Size | null {
  if (/^[a-z]\d?$/i.test(word)) return word;
  const size = /^\d+$/.test(word) ? Number(word) : NaN;
  return size >= 1 && size <= LARGEST_SIZE ? size : null;
}
