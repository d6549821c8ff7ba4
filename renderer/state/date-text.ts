/** This minute as text, the same in every language and place: `2026-11-25T08:15Z`. */
export function dateText(): string {
  return `${new Date().toISOString().slice(0, 16)}Z`;
}
