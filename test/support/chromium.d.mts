/** The types of chromium.mjs, for the TypeScript files that use it. */
export const CHROMIUM_VARIABLE: string;
export function findChromium(): { executablePath: string; from: string } | null;
export function chromiumArguments(): string[];
export function chromiumLaunch(): { executablePath: string; args: string[] };
export function chromiumMissing(): string;
