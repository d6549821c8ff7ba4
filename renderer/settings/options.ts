/** A value that can be chosen, with its text. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly text: string;
  /** A longer explanation. */
  readonly title?: string;
}

/** Options under a heading. */
export interface OptionGroup<Value extends string> {
  readonly text: string;
  readonly options: readonly Option<Value>[];
}

/** Every key of a catalogue's part as an option, in its order: a value without a text does not compile. */
export function optionsOf<Value extends string>(
  texts: Readonly<Record<Value, string>>,
  titles?: Readonly<Record<Value, string>>,
): Option<Value>[] {
  const values = Object.keys(texts) as Value[];
  return values.map((value) => ({ value, text: texts[value], title: titles?.[value] }));
}
