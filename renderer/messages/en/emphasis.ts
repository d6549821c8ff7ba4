/** What an emphasised axis of a matrix says to those who hear it. */
export const emphasis = {
  rows: (code: string) => `rows of ${code}`,
  columns: (code: string) => `columns of ${code}`,
};
