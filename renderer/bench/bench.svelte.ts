import { deriveOnly, deriveTyped, readTyped, type TypedReading } from "../../core/calculus/derive-typed.ts";
import type { Derivation } from "../../core/calculus/derivation.ts";
import { TooLongError } from "../../core/calculus/derive.ts";
import type { ShapeReading } from "../../core/calculus/typed/read-shape.ts";
import type { Shape } from "../../core/calculus/typed/shape.ts";
import { firstSamples, SAMPLES, readShapes, shapesOf, type BenchContext } from "./bench-context.ts";

/** What checking a derivative with numbers has shown. */
export type BenchVerdict =
  | { readonly kind: "waiting" | "too-large" }
  | {
      readonly kind: "proved" | "wrong" | "not-finite";
      readonly steps: number;
      /** The largest relative difference from central differences. */
      readonly difference: number;
      /** How many samples were computed with, where there are more; else null. */
      readonly samples: number | null;
    };

/** One derivative of the typed expression: null where its derivation is too long. */
export interface BenchResult {
  readonly name: string;
  readonly derivation: Derivation | null;
}

/** A name in the typed expression. */
export interface BenchName {
  readonly name: string;
  readonly shape: Shape;
  /** Whether the network says what it is. */
  readonly fixed: boolean;
  /** The shape that a person has typed, as it stands there; empty where none. */
  readonly typed: string;
  /** Why it cannot be read. */
  readonly problem: Extract<ShapeReading, { ok: false }> | null;
}

/** More numbers than this in all names are too many to be checked between two pictures. */
const MOST_NUMBERS = 20_000;

/**
 * The expression bench: what is typed, read at every key, its derivatives, and their check, one at a time, when
 * nothing else is to be done. `later` calls back after a pause; typing goes before.
 */
export class Bench {
  text = $state("np.sum((Y - f2(f1(X@W1)@W2))**2)");
  #context = $state.raw<BenchContext>({ samples: 0 });
  #typedShapes = $state.raw<Readonly<Record<string, string>>>({});
  #verdicts = $state.raw<Readonly<Record<string, BenchVerdict>>>({});
  #ticket = 0;
  readonly #later: (callback: () => void) => void;

  readonly #readShapes: ReadonlyMap<string, ShapeReading> = $derived(readShapes(this.#typedShapes));
  readonly #shapes: ReadonlyMap<string, Shape> = $derived(shapesOf(this.#readShapes));
  readonly reading: TypedReading = $derived(readTyped(this.text, { ...this.#context, shapes: this.#shapes }));
  /** The names in the text with their shapes, and what a person has typed for those that have no numbers. */
  readonly names: readonly BenchName[] = $derived.by(() => {
    const names = this.reading.ok ? this.reading.read.shapes.names : this.reading.names;
    return [...names].map(([name, shape]) => this.#nameOf(name, shape));
  });
  readonly results: readonly BenchResult[] = $derived(
    this.reading.ok
      ? this.reading.read.program.names.map(({ code }) => deriveSafely(this.reading, code))
      : [],
  );

  constructor(later: (callback: () => void) => void) {
    this.#later = later;
  }

  /** Another network, other numbers: everything is read and checked anew. */
  use(context: BenchContext): void {
    this.#context = context;
  }

  /** Takes a name's shape as it is typed; nothing typed leaves it to be found. */
  shape(name: string, text: string): void {
    const others = Object.entries(this.#typedShapes).filter(([other]) => other !== name);
    this.#typedShapes = Object.fromEntries(text.trim() === "" ? others : [...others, [name, text]]);
  }

  #nameOf(name: string, shape: Shape): BenchName {
    const typed = Object.hasOwn(this.#typedShapes, name) ? this.#typedShapes[name] : "";
    const read = this.#readShapes.get(name);
    const fixed = this.#context.values?.has(name) === true;
    return { name, shape, fixed, typed, problem: read === undefined || read.ok ? null : read };
  }

  verdictOf(name: string): BenchVerdict {
    return Object.hasOwn(this.#verdicts, name) ? this.#verdicts[name] : { kind: "waiting" };
  }

  /** Begins to check what is typed now; what was begun before is dropped. */
  check(): void {
    const ticket = ++this.#ticket;
    this.#verdicts = {};
    const reading = this.reading;
    if (!reading.ok) return;
    const names = reading.read.program.names.map(({ code }) => code);
    const next = (k: number): void => {
      this.#later(() => {
        if (ticket !== this.#ticket || k >= names.length) return;
        this.#verdicts = { ...this.#verdicts, [names[k]]: this.#judge(names[k]) };
        next(k + 1);
      });
    };
    next(0);
  }

  #judge(name: string): BenchVerdict {
    const context = this.#context;
    const fewer = context.samples > SAMPLES;
    const values = fewer ? firstSamples(context) : context.values;
    const reading = readTyped(this.text, { ...context, shapes: this.#shapes, ...(values && { values }) });
    if (!reading.ok) return { kind: "too-large" };
    const numbers = [...reading.read.values.values()].reduce((sum, { values: own }) => sum + own.length, 0);
    if (numbers > MOST_NUMBERS) return { kind: "too-large" };
    try {
      const { derivation, proved, proof, fromDifferences } = deriveTyped(reading.read, name);
      const finite = Number.isFinite(proof.scale) && Number.isFinite(fromDifferences);
      return {
        kind: !finite ? "not-finite" : proved ? "proved" : "wrong",
        steps: derivation.steps.length,
        difference: fromDifferences,
        samples: fewer ? SAMPLES : null,
      };
    } catch (error) {
      if (error instanceof TooLongError || error instanceof RangeError) return { kind: "too-large" };
      throw error;
    }
  }
}

function deriveSafely(reading: TypedReading, name: string): BenchResult {
  if (!reading.ok) return { name, derivation: null };
  try {
    return { name, derivation: deriveOnly(reading.read, name) };
  } catch (error) {
    if (error instanceof TooLongError) return { name, derivation: null };
    throw error;
  }
}
