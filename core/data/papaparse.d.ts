/**
 * The part of Papa Parse that core uses, under a path that the community's types do not know: those bring
 * all of Node's and the DOM's types with them, and core does without.
 */
declare module "papaparse/papaparse.min.js" {
  interface ParseError {
    readonly message: string;
    /** Row of the fields, counted from 0; missing where the whole text is meant. */
    readonly row?: number;
  }
  interface ParseResult {
    readonly data: string[][];
    readonly errors: readonly ParseError[];
  }
  interface ParseConfig {
    readonly delimiter?: string;
    readonly skipEmptyLines?: boolean | "greedy";
  }
  const Papa: { parse(text: string, config: ParseConfig): ParseResult };
  export default Papa;
}
