import { SvelteMap } from "svelte/reactivity";

/** A value that a test changes, and that whoever reads it follows. */
export class Source<Value> {
  readonly #held: SvelteMap<"value", Value>;

  constructor(value: Value) {
    this.#held = new SvelteMap([["value", value]]);
  }

  get value(): Value {
    return this.#held.get("value")!;
  }

  set value(value: Value) {
    this.#held.set("value", value);
  }
}
