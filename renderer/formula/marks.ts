/** What a part of a formula can stand for: a letter under a matrix, a whole matrix, a δ, a factor, a · or * or T. */
export const markKinds = ["index", "matrix", "delta", "factor", "sign"] as const;

export type MarkKind = (typeof markKinds)[number];

/** A part of a formula that can be pointed at: in TeX `\htmlData{index=k}{k}` is the mark of kind index and name k. */
export interface Mark {
  readonly kind: MarkKind;
  readonly name: string;
}

/** Whether two marks stand for the same thing. */
export function sameMark(one: Mark | null, other: Mark | null): boolean {
  if (one === null || other === null) return one === other;
  return one.kind === other.kind && one.name === other.name;
}

/** The value of the attribute `data-mark` of an element that stands for this mark. */
export function writeMark({ kind, name }: Mark): string {
  return `${kind} ${name}`;
}

/** The innermost mark around an element, or null. */
export function markAround(target: EventTarget | null): Mark | null {
  if (!(target instanceof Element)) return null;
  const text = target.closest("[data-mark]")?.getAttribute("data-mark") ?? "";
  const kind = markKinds.find((one) => text.startsWith(`${one} `));
  return kind ? { kind, name: text.slice(kind.length + 1) } : null;
}

/**
 * Turns what KaTeX writes for a mark, `data-index="k"`, into the one attribute that all views read,
 * `data-mark="index k"`.
 */
export function gatherMarks(drawn: Element): void {
  for (const kind of markKinds) {
    for (const element of drawn.querySelectorAll(`[data-${kind}]`)) {
      const name = (element.getAttribute(`data-${kind}`) ?? "").trim();
      element.removeAttribute(`data-${kind}`);
      if (name !== "") element.setAttribute("data-mark", writeMark({ kind, name }));
    }
  }
}
