/** Characters in a line of Python, where there is a choice. */
const WIDTH = 96;
const STEP = "    ";

/** Lines further to the right; empty ones stay empty. */
export function indent(lines: readonly string[], depth = 1): string[] {
  return lines.map((line) => (line === "" ? "" : STEP.repeat(depth) + line));
}

/**
 * Things with commas between brackets, in one line where they fit `depth` indentations to the right, else
 * filled into several.
 */
export function bracket(before: string, items: readonly string[], after: string, depth = 0): string[] {
  const line = `${before}${items.join(", ")}${after}`;
  if (fits(line, depth)) return [line];
  return [before, ...indent(fill(items, depth + 1)), after];
}

/** Things with commas between them, in brackets only where they do not fit one line. */
export function tuple(before: string, items: readonly string[], after = "", depth = 0): string[] {
  const line = `${before}${items.join(", ")}${after}`;
  return fits(line, depth) ? [line] : bracket(`${before}(`, items, `)${after}`, depth);
}

/** The assignment of a function's values, however many there are. */
export function assign(
  targets: readonly string[],
  name: string,
  values: readonly string[],
  depth = 0,
): string[] {
  const target = targets.join(", ");
  if (target.length <= WIDTH / 2) return bracket(`${target} = ${name}(`, values, ")", depth);
  const [last, ...before] = bracket("(", targets, ")", WIDTH).reverse();
  return [...before.reverse(), ...bracket(`${last} = ${name}(`, values, ")", depth)];
}

/** A matrix as a NumPy array: one row below the other, where they do not fit one line. */
export function writeArray(start: string, rows: readonly (readonly number[])[]): string[] {
  const texts = rows.map((row) => row.map(writeFloat));
  const line = `${start}np.array([${texts.map((row) => `[${row.join(", ")}]`).join(", ")}])`;
  if (fits(line, 0)) return [line];
  const lines = texts.flatMap((row) => bracket("[", row, "],", 1));
  return [`${start}np.array([`, ...indent(lines), "])"];
}

/** A row of numbers as a NumPy array of one dimension. */
export function writeVector(start: string, values: readonly number[]): string[] {
  return bracket(`${start}np.array([`, values.map(writeFloat), "])");
}

/** A number as a Python float, in the fewest digits that read back bit for bit. */
export function writeFloat(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Text that a person wrote, as a comment of one or more lines. */
export function comment(text: string): string[] {
  return wrap(clean(text).replaceAll("\n", " "), WIDTH - 2).map((line) => `# ${line}`.trimEnd());
}

/** Text that a person wrote, as a module's docstring. */
export function docstring(text: string): string[] {
  const escaped = clean(text).replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"');
  const lines = escaped.split("\n").flatMap((line) => wrap(line, WIDTH));
  return [`"""${lines[0]}`, ...lines.slice(1), '"""'];
}

/** Text without what Python source must not hold: control characters, and halves of surrogate pairs. */
function clean(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
      .replace(/\p{Surrogate}/gu, "\ufffd")
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => one.trimEnd());
}

/** Things with commas after each, as many to a line as fit. */
function fill(items: readonly string[], depth: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    const longer = line === "" ? `${item},` : `${line} ${item},`;
    if (line !== "" && !fits(longer, depth)) {
      lines.push(line);
      line = `${item},`;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

function fits(line: string, depth: number): boolean {
  return line.length + STEP.length * depth <= WIDTH;
}

/** A script of its parts: an empty line between two, two around a function; empty parts are left out. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string {
  const parts = blocks.filter((lines) => lines.length > 0);
  const isFunction = (lines: readonly string[]): boolean => lines[0].startsWith("def ");
  return parts
    .map((lines, index) => {
      const next = parts[index + 1];
      const gap = next === undefined ? "" : isFunction(lines) || isFunction(next) ? "\n\n" : "\n";
      return `${lines.join("\n")}\n${gap}`;
    })
    .join("");
}
