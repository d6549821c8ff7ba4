/** The types of static-files.mjs, for the TypeScript files that use it. */
export const contentSecurityPolicy: string;
export const contentSecurityPolicyInPage: string;
export function contentTypeOf(file: string): string;
export function securityHeaders(): Record<string, string>;
export function resolveInside(folder: string, urlPath: string): string | null;
