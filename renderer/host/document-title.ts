/** The page's title: the document's name, with a dot in front while it holds unsaved work. */
export function titleOf(shown: { readonly name: string; readonly unsaved: boolean }): string {
  return `${shown.unsaved ? "● " : ""}${shown.name} — Rematrix`;
}
