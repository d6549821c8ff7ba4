/** Where a text stops being JSON; lines and columns count from 1. */
export interface SyntaxError {
  readonly line: number;
  readonly column: number;
  /** What may stand there, in words. */
  readonly expected: string;
  /** What does stand there. */
  readonly found: string;
}

/** Deeper nesting than any experiment has. */
const DEEPEST = 100;

/**
 * The first place where a text that JSON.parse refused breaks the grammar of RFC 8259, or null if it does
 * not. The engines' own messages differ, and some name no place at all.
 */
export function findSyntaxError(text: string): SyntaxError | null {
  let position = 0;
  let expected: string | null = null;

  const fail = (what: string): false => {
    expected ??= what;
    return false;
  };
  const accept = (pattern: RegExp): boolean => {
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    position += found?.[0].length ?? 0;
    return found !== null;
  };
  const match = (pattern: RegExp, what: string): boolean => accept(pattern) || fail(what);
  const skipSpace = (): void => {
    match(/[ \t\n\r]*/y, "");
  };
  const take = (mark: string): boolean => {
    skipSpace();
    if (text[position] !== mark) return false;
    position += 1;
    return true;
  };
  const string = (what: string): boolean => {
    if (text[position] !== '"') return fail(what);
    position += 1;
    // Not one pattern for all of it: a choice that is repeated millions of times overflows the engine's stack.
    do {
      // eslint-disable-next-line no-control-regex
      match(/[^"\\\u0000-\u001f]*/y, "");
    } while (accept(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y));
    return match(/"/y, "the end of a string");
  };
  const member = (depth: number): boolean => {
    skipSpace();
    if (!string("a key in double quotes")) return false;
    return take(":") ? value(depth) : fail('":"');
  };
  /** The elements of a list or an object, behind the opening bracket. */
  const elements = (close: string, element: () => boolean): boolean => {
    if (take(close)) return true;
    for (;;) {
      if (!element()) return false;
      if (take(close)) return true;
      if (!take(",")) return fail(`"," or "${close}"`);
    }
  };
  const value = (depth: number): boolean => {
    if (depth > DEEPEST) return fail(`at most ${DEEPEST} levels of brackets`);
    if (take("{")) return elements("}", () => member(depth + 1));
    if (take("[")) return elements("]", () => value(depth + 1));
    if (text[position] === '"') return string("a value");
    return match(/(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y, "a value");
  };

  if (value(0)) {
    skipSpace();
    if (position === text.length) return null;
    fail("the end of the text");
  }
  const before = text.slice(0, position).split(/\r\n|\r|\n/);
  return {
    line: before.length,
    column: before[before.length - 1].length + 1,
    expected: expected ?? "a value",
    found: describeText(text.slice(position)),
  };
}

/** The next word or character, quoted. */
function describeText(rest: string): string {
  if (rest === "") return "the end of the text";
  const [word] = /^[\w.+-]{1,20}/.exec(rest) ?? [String.fromCodePoint(rest.codePointAt(0) ?? 0)];
  return /^[\r\n]/.test(word) ? "the end of the line" : JSON.stringify(word);
}
