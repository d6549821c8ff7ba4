/** A run of text, set lower where it is a subscript. */
export interface Run {
  readonly text: string;
  readonly lowered: boolean;
}

/** Text in which `δ_kn` has its indices after an underscore, as runs. */
export function splitSubscripts(text: string): Run[] {
  return text.split(/(_[\p{L}\p{N}′]+)/u).flatMap((part): Run[] => {
    if (part === "") return [];
    return part.startsWith("_") && part.length > 1
      ? [{ text: part.slice(1), lowered: true }]
      : [{ text: part, lowered: false }];
  });
}
