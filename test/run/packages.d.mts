/** The types of packages.mjs, for its test. */
interface LockEntry {
  version?: string;
  optional?: boolean;
  link?: boolean;
}
export function nodeSuffices(version: string): boolean;
export function lackingPackages(
  wanted: Record<string, LockEntry>,
  present: Record<string, LockEntry>,
): string[];
export function preparePackages(say: (line: string) => void): Promise<boolean>;
