/** The types of icons.mjs, for the TypeScript files that use it. */
export const folder: string;
export const recordFile: string;
export const drawings: readonly string[];
export const pngSizes: readonly number[];
export const icoSizes: readonly number[];
export const icnsTypes: readonly (readonly [string, number])[];
export function recordOf(): { drawings: Record<string, string>; made: Record<string, string> };
