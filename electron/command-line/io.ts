/** What the command line needs of the world; tests hand in their own. */
export interface Io {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** A file's bytes, or null where it has more than `limit`; rejects if it cannot be read. */
  readonly readFile: (path: string, limit: number) => Promise<Uint8Array | null>;
  /** Rejects where a file cannot be written, as far as can be told before it is. */
  readonly checkWritable: (path: string) => Promise<void>;
  /** Writes a file whole or not at all; rejects if it cannot be written. */
  readonly writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Whether stderr is a terminal, where a progress bar can be drawn over and over. */
  readonly isTerminal: boolean;
}

/** What the process ends with. */
export const exitCodes = {
  done: 0,
  /** The experiment is bad; its problems were listed. */
  badExperiment: 1,
  /** A gradient is not what central differences say. */
  badGradient: 1,
  wrongUsage: 2,
  /** Numbers were no longer finite. */
  notFinite: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
