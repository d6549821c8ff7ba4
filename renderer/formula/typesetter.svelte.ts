import type katex from "katex";
import type { KatexOptions, TrustContext } from "katex";
import { gatherMarks, markKinds } from "./marks.ts";

type Katex = Pick<typeof katex, "render">;

/** What became of a formula: still waiting for KaTeX, drawn, or shown as text because it cannot be read. */
export type Outcome = "waiting" | "drawn" | "text";

const ownAttributes: readonly string[] = markKinds.map((kind) => `data-${kind}`);

/** A formula may mark its parts and do nothing else to the page. */
function isMark(context: TrustContext): boolean {
  if (context.command !== "\\htmlData") return false;
  return Object.keys(context.attributes).every((name) => ownAttributes.includes(name));
}

const options: KatexOptions = {
  output: "html",
  throwOnError: true,
  strict: false,
  trust: isMark,
  maxSize: 20,
  maxExpand: 500,
};

/** KaTeX, loaded when the first formula is wanted: the lab opens without waiting for it. */
export class Typesetter {
  #katex = $state.raw<Katex | null>(null);
  #failed = $state(false);
  #loading: Promise<void> | null = null;
  readonly #load: () => Promise<Katex>;

  constructor(load: () => Promise<Katex>) {
    this.#load = load;
  }

  /** Loads KaTeX once; what failed (a server that is gone) is tried again with the next formula. */
  load(): Promise<void> {
    this.#loading ??= this.#load().then(
      (katex) => {
        this.#katex = katex;
        this.#failed = false;
      },
      () => {
        this.#failed = true;
        this.#loading = null;
      },
    );
    return this.#loading;
  }

  /** Draws a formula into an element, or its text where KaTeX cannot read it or cannot be had. Never throws. */
  draw(tex: string, element: HTMLElement, block: boolean): Outcome {
    if (this.#katex === null && !this.#failed) {
      element.textContent = "";
      return "waiting";
    }
    try {
      if (this.#katex !== null) {
        this.#katex.render(tex, element, { ...options, displayMode: block });
        gatherMarks(element);
        return "drawn";
      }
    } catch {
      // Whatever KaTeX has against it, a person can still read the text.
    }
    element.textContent = tex;
    return "text";
  }
}

export const typesetter = new Typesetter(async () => (await import("./katex.ts")).default);
