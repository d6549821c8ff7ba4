import type { StaticServer } from "../../electron/serve.mjs";

/** The types of page.mjs, for the TypeScript files that use it. */
export const PAGE_VARIABLE: string;
export function servePage(): Promise<StaticServer>;
