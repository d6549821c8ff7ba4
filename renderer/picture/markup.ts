/** What an attribute can be; null leaves it out. */
type Value = string | number | null;

/** An element of an SVG as text; numbers are rounded to a hundredth of a pixel. */
export function tag(name: string, attributes: Readonly<Record<string, Value>>, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escape(String(value))}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A number with two digits behind the point at most. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}

/** Text as XML has it; control characters and halves of surrogate pairs, which it has not, are left out. */
export function escape(text: string): string {
  return [...text]
    .filter(isXml)
    .map((letter) => entities[letter] ?? letter)
    .join("");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function isXml(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x20
    ? "\t\n\r".includes(letter)
    : !(code >= 0xd800 && code < 0xe000) && code < 0xfffe !== code > 0xffff;
}
