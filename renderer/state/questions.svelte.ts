/** What documents ask, each with the answers that there are; null is to leave everything as it is. */
export interface Answers {
  /** Before unsaved work is left. */
  readonly unsaved: "save" | "discard";
  /** Before what was done since the last save is given up. */
  readonly revert: "revert";
  /** The file to be written is another one than was last read or written. */
  readonly changed: "overwrite" | "elsewhere";
  /** The file could not be written. */
  readonly failed: "elsewhere";
}

/** A question that waits for its answer, with the file that it is about and what happened to it. */
export type Question = {
  readonly [K in keyof Answers]: {
    readonly kind: K;
    readonly file: string;
    readonly reason: string;
    readonly answer: (answer: Answers[K] | null) => void;
  };
}[keyof Answers];

/** One question at a time, put to the person by a dialog. */
export class Questions {
  current = $state.raw<Question | null>(null);

  get waiting(): boolean {
    return this.current !== null;
  }

  /** The person's answer; null at once where another question waits already. */
  ask<K extends keyof Answers>(kind: K, file = "", reason = ""): Promise<Answers[K] | null> {
    if (this.waiting) return Promise.resolve(null);
    return new Promise((resolve) => {
      const answer = (given: Answers[K] | null): void => {
        this.current = null;
        resolve(given);
      };
      this.current = { kind, file, reason, answer } as unknown as Question;
    });
  }
}
