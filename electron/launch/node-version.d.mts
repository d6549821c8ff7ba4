/** The types of node-version.mjs, for the TypeScript files that use it. */
export function nodeTooOld(version: string): string | null;
export function requireNode(): void;
