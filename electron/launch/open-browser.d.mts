/** The types of open-browser.mjs, for the TypeScript files that use it. */
export function hasScreen(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): boolean;
export function openerOf(platform: string, url: string): [program: string, parameters: string[]];
export function openBrowserEdition(options: {
  readonly folder: string;
  readonly port: number;
  readonly open: boolean;
  readonly say: (line: string) => void;
}): Promise<void>;
