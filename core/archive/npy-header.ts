/** What the header of an .npy file says. */
export interface NpyHeader {
  /** NumPy's name of the type: `<f8`; a list of them comes as its text. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

const DESCR = /^'descr' ?: ?(?:'([^'"\\]{1,40})'|(\[.*\])) ?$/s;
const ORDER = /^'fortran_order' ?: ?(True|False) ?$/;
const SHAPE = /^'shape' ?: ?\( ?((?:\d{1,16}L? ?, ?)*(?:\d{1,16}L?)?) ?\) ?$/;

/**
 * Reads the header's text, a dictionary as Python writes it: these three keys in any order, a comma behind the
 * last or none. Null where it is anything else.
 */
export function readNpyHeader(text: string): NpyHeader | null {
  // With one space at most between words, no pattern can try the same spaces in many ways.
  const dictionary = /^\{([^{}]*)\}[ \n]*$/.exec(text.replaceAll('"', "'").replace(/ +/g, " "));
  if (dictionary === null) return null;
  // A comma parts two keys where a quoted word and a colon follow; others stand within a shape or a type.
  const members = dictionary[1]
    .trim()
    .replace(/,$/, "")
    .split(/, ?(?='[a-z_]+' *:)/);
  if (members.length !== 3) return null;
  const find = (pattern: RegExp): RegExpExecArray | null =>
    members.map((member) => pattern.exec(member)).find((found) => found !== null) ?? null;
  const descr = find(DESCR);
  const order = find(ORDER);
  const shape = find(SHAPE);
  if (descr === null || order === null || shape === null) return null;
  // Python's (3) is a number and no tuple.
  if (/^\d+L?$/.test(shape[1])) return null;
  return {
    descr: descr[1] ?? descr[2].slice(0, 40),
    fortranOrder: order[1] === "True",
    shape: (shape[1].match(/\d+/g) ?? []).map(Number),
  };
}
