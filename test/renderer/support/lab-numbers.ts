/** The number that a text of the lab spells: its minus is U+2212. */
export function readNumber(text: string): number {
  return Number(text.replaceAll("−", "-"));
}
