/** The types of open-desktop.mjs, for the TypeScript files that use it. */
export function openDesktop(options: {
  readonly folder: string;
  readonly file: string | null;
  readonly say: (line: string) => void;
  readonly refused?: (folder: string) => boolean;
}): Promise<string | null>;
