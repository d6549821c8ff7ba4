/** The types of runtime.mjs, for the TypeScript files that use it. */
export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userId: number | undefined;
  readonly sandboxRefused: boolean;
}
export function whyNoWindow(machine: Machine): string | null;
export function sandboxRefused(folder: string): boolean;
export function electronExecutable(folder: string): string | null;
export function downloadRuntime(options: {
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly limit?: number;
}): Promise<string | null>;
