/** What the command line needs of the world; tests hand in their own. */
export interface Io {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** A file's text (UTF-8); rejects if it cannot be read. */
  readonly readFile: (path: string) => Promise<string>;
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
