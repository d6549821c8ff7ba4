/** The types of start-options.mjs, for the TypeScript files that use it. */
export interface StartOptions {
  readonly browser: boolean;
  readonly port: number;
  readonly open: boolean;
  readonly help: boolean;
  readonly file: string | null;
}
export const help: string;
export function readOptions(
  parameters: readonly string[],
): { readonly options: StartOptions; readonly problem?: undefined } | { readonly problem: string };
