import { fontFiles } from "./font-files.ts";

/** A font as the page asks for it, with the letters that are set in it. */
export interface UsedFont {
  /** As computed: `Inter, system-ui, sans-serif`. */
  readonly family: string;
  readonly weight: string;
  readonly style: string;
  readonly letters: Set<string>;
}

/** One `@font-face` of the page. */
export interface Face {
  readonly family: string;
  readonly style: string;
  /** `400`, or `100 900`. */
  readonly weight: string;
  /** `U+0370-0377, U+37A`; empty for all letters. */
  readonly range: string;
  readonly address: string;
}

/** The styles that bring every font that is used along, as data, so that a picture needs nothing beside it. */
export async function embedFonts(used: Iterable<UsedFont>, faces = readFaces()): Promise<string> {
  const needed = new Set([...used].flatMap((font) => chooseFaces(font, faces)));
  const written = await Promise.all([...needed].map(embedFace));
  return written.join("\n");
}

/** The faces that a font's letters are set in: of its first family that has a letter, as browsers choose. */
export function chooseFaces({ family, weight, style, letters }: UsedFont, faces: readonly Face[]): Face[] {
  const families = family.split(",").map(unquote);
  const chosen = new Set<Face>();
  for (const letter of letters) {
    const code = letter.codePointAt(0) ?? 0;
    for (const name of families) {
      const own = faces.filter((face) => face.family === name && covers(face.range, code));
      if (own.length === 0) continue;
      chosen.add(nearest(own, weight, style));
      break;
    }
  }
  return [...chosen];
}

function nearest(faces: readonly Face[], weight: string, style: string): Face {
  const distance = (face: Face): number => {
    const [low, high = low] = face.weight.split(" ").map(weightOf);
    const wanted = weightOf(weight);
    const off = wanted < low ? low - wanted : wanted > high ? wanted - high : 0;
    return off + (face.style === style ? 0 : 10_000);
  };
  return faces.reduce((best, face) => (distance(face) < distance(best) ? face : best));
}

function weightOf(text: string): number {
  return { normal: 400, bold: 700 }[text] ?? Number(text);
}

/** Whether a `unicode-range` has a code point. */
export function covers(range: string, code: number): boolean {
  if (range === "") return true;
  return range.split(",").some((part) => {
    const [first, last = first] = part.trim().replace(/^U\+/i, "").split("-");
    const low = parseInt(first.replaceAll("?", "0"), 16);
    const high = parseInt(last.replaceAll("?", "F"), 16);
    return code >= low && code <= high;
  });
}

/** Every font face that the page's own styles declare. */
function readFaces(): Face[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule): Face[] => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const value = (property: string): string => rule.style.getPropertyValue(property).trim();
      const [, address] = /url\("?([^")]+)"?\)/.exec(value("src")) ?? [];
      if (address === undefined) return [];
      return [
        {
          family: unquote(value("font-family")),
          style: value("font-style") || "normal",
          weight: value("font-weight") || "400",
          range: value("unicode-range"),
          address: new URL(address, sheet.href ?? document.baseURI).href,
        },
      ];
    }),
  );
}

function unquote(name: string): string {
  return name.trim().replace(/^["']|["']$/g, "");
}

async function embedFace({ family, style, weight, range, address }: Face): Promise<string> {
  const path = fileOf(address, Object.keys(fontFiles));
  if (path === null) return "";
  return (
    `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};` +
    `src:url(${await fontFiles[path]()}) format("woff2")${range === "" ? "" : `;unicode-range:${range}`}}`
  );
}

/** The file behind an address, to whose name a build adds a mark: `inter-latin-Dx4kXJAl.woff2`; null if there is none. */
export function fileOf(address: string, paths: readonly string[]): string | null {
  const name = baseOf(address);
  const fitting = paths.filter((path) => {
    const own = baseOf(path);
    return name === own || (name.startsWith(`${own}-`) && name.length === own.length + MARK);
  });
  return fitting.at(0) ?? null;
}

/** A build's mark, with the sign before it. */
const MARK = 9;

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.woff2.*$/, "");
}
