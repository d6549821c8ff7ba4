import type { Mark } from "../formula/marks.ts";
import { locale } from "../messages/locale.svelte.ts";
import { sameKey, type Focus } from "../state/focus.svelte.ts";
import type { FormulaView } from "./formula-view.ts";
import { tellNote } from "./notes.ts";
import { litBy, marksLit, type Lit, type Pointed, type Scene, type Where } from "./pointing.ts";

/**
 * What is pointed at in a derivation, by pointer or keyboard, in whichever of its parts: all of them light what
 * belongs to it, and chain and graph do, too.
 */
export class Pointer {
  #pointed = $state.raw<Pointed | null>(null);
  readonly #scene: () => Scene;
  readonly #focus: Focus;

  readonly #own: Lit = $derived.by(() => litBy(this.#pointed, this.#scene()));
  /** What is lit; where nothing here is pointed at, the matrices that are in chain and graph. */
  readonly lit: Lit = $derived.by(() => {
    if (this.#pointed !== null) return this.#own;
    const { emphasis } = this.#focus;
    if (emphasis.length === 0) return this.#own;
    const codes = [...this.#scene().roles].flatMap(([code, { key }]) =>
      key !== null && emphasis.some((one) => one.axis === "both" && sameKey(one.key, key)) ? [code] : [],
    );
    return { ...this.#own, codes };
  });
  /** What there is to say of it, or nothing. */
  readonly note = $derived.by(() => {
    const { note } = this.#own;
    return note === null ? "" : tellNote(note, this.#scene().roles, locale.text.derivation);
  });

  constructor(scene: () => Scene, focus: Focus) {
    this.#scene = scene;
    this.#focus = focus;
  }

  /** What hears of the marks that are pointed at in one part. */
  readonly at = (where: Where): ((mark: Mark | null) => void) => {
    return (mark) => {
      this.#pointed = mark && { where, mark };
      this.#focus.emphasise(this.#own.emphasis);
    };
  };

  /** A mark of one part in words. */
  readonly say = (where: Where): ((mark: Mark) => string) => {
    return (mark) => {
      const scene = this.#scene();
      const { note } = litBy({ where, mark }, scene);
      const words = locale.text.formula.marks[mark.kind](mark.name);
      return note === null ? words : tellNote(note, scene.roles, locale.text.derivation);
    };
  };

  /** The marks that are lit in a formula. */
  marks(formula: FormulaView | null): Mark[] {
    return marksLit(this.lit, formula);
  }

  /** Nothing is pointed at any more: what was may be gone. */
  clear(): void {
    if (this.#pointed === null) return;
    this.#pointed = null;
    this.#focus.emphasise([]);
  }
}
