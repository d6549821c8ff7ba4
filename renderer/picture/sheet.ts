import type { UsedFont } from "./fonts.ts";

/** A rectangle of the picture, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a picture is drawn onto: where its corner lies in the window, and what its parts share. */
export class Sheet {
  readonly fonts = new Map<string, UsedFont>();
  readonly #left: number;
  readonly #top: number;
  readonly #definitions: string[] = [];
  #number = 0;

  /** `left` and `top` are the picture's corner in the window. */
  constructor(left: number, top: number) {
    this.#left = left;
    this.#top = top;
  }

  /** Where something in the window lies in the picture. */
  place({ left, top, width, height }: DOMRect): Box {
    return { x: left - this.#left, y: top - this.#top, width, height };
  }

  /** Keeps a gradient or a clipping path and gives what refers to it. */
  define(write: (id: string) => string): string {
    const id = `p${++this.#number}`;
    this.#definitions.push(write(id));
    return `url(#${id})`;
  }

  /** Everything that was kept. */
  get definitions(): string {
    return this.#definitions.join("");
  }

  /** Remembers which letters of which font the picture has. */
  use(style: CSSStyleDeclaration, text: string): void {
    const { fontFamily: family, fontWeight: weight, fontStyle } = style;
    const key = `${family} ${weight} ${fontStyle}`;
    const used = this.fonts.get(key) ?? { family, weight, style: fontStyle, letters: new Set<string>() };
    for (const letter of text) used.letters.add(letter);
    this.fonts.set(key, used);
  }
}
