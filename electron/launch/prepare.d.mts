/** The types of prepare.mjs, for the TypeScript files that use it. */
export type LockedPackages = Readonly<
  Record<
    string,
    {
      readonly version?: string;
      readonly link?: boolean;
      readonly extraneous?: boolean;
      readonly optional?: boolean;
      readonly devOptional?: boolean;
    }
  >
>;
export interface Locks {
  readonly wanted: LockedPackages | null;
  readonly present: LockedPackages | null;
}
export const projectFolder: string;
export function prepare(options: {
  readonly folder?: string;
  readonly say: (line: string) => void;
}): Promise<void>;
export function build(folder?: string): Promise<void>;
export function built(folder: string): Promise<boolean>;
export function hashOfSources(folder: string): Promise<string>;
export function locks(folder: string): Promise<Locks>;
export function installed(locks: Locks): boolean;
