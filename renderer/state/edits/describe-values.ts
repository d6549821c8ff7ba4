import type { Messages } from "../../messages/locale.svelte.ts";

/** `4 → 6`: a value before and after, each as `write` has it. */
export function fromTo<T>(from: T, to: T, { edits }: Messages, write: (value: T) => string): string {
  return edits.fromTo(write(from), write(to));
}

/** A number as a person typed it, with a real minus sign; what nobody types is rounded to six digits. */
export function writeNumber(value: number): string {
  return String(Number(value.toPrecision(6))).replaceAll("-", "−");
}

/** Whether two plain values are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
