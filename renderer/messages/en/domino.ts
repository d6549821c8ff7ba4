/** What a strip of shape dominoes says to those who hear it. */
export const domino = {
  piece: (name: string, shape: string) => `${name} ${shape}`,
  misfit: (left: number, right: number) => `does not join: ${left} is not ${right}`,
  /** What a shape without axes is. */
  number: "a number",
  result: (shape: string) => `gives ${shape}`,
};
