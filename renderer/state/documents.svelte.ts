import { readExperiment } from "../../core/experiment/read-experiment.ts";
import type { Experiment } from "../../core/experiment/experiment.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import type { Problem } from "../../core/result.ts";
import type { FileAccess, FilePlace } from "../host/host.ts";
import { locale } from "../messages/locale.svelte.ts";
import type { Session } from "./session.svelte.ts";

/** A file that could not be opened, and why. */
export interface OpenFailure {
  readonly name: string;
  readonly reason: string | null;
  readonly problems: readonly Problem[];
}

export type UnsavedAnswer = "save" | "discard" | "cancel";

/** New, open and save: the open experiment as a document, with a question before work is lost. */
export class Documents {
  failure = $state.raw<OpenFailure | null>(null);
  /** The last thing that happened, for the status bar. */
  notice = $state("");
  /** Set while the question about unsaved work waits for its answer. */
  question = $state.raw<((answer: UnsavedAnswer) => void) | null>(null);

  readonly #session: Session;
  readonly #files: FileAccess;

  constructor(session: Session, files: FileAccess) {
    this.#session = session;
    this.#files = files;
  }

  /** A fresh experiment: the one given, under no name of a file. */
  async startNew(experiment: Experiment): Promise<void> {
    if (await this.#mayLeave()) this.#show(experiment, null);
  }

  async open(): Promise<void> {
    if (!this.#files.opensWindows && !(await this.#mayLeave())) return;
    const outcome = await this.#files.open();
    if (outcome.kind === "opened") this.#read(outcome.text, outcome.place);
    if (outcome.kind === "failed") {
      this.failure = { name: outcome.name, reason: outcome.reason, problems: [] };
    }
  }

  /** A file that the system handed over. */
  async openText(text: string, place: FilePlace): Promise<void> {
    if (await this.#mayLeave()) this.#read(text, place);
  }

  save(): Promise<boolean> {
    return this.#write(this.#session.place);
  }

  saveAs(): Promise<boolean> {
    return this.#write(null);
  }

  answer(answer: UnsavedAnswer): void {
    this.question?.(answer);
    this.question = null;
  }

  #show(experiment: Experiment, place: FilePlace | null): void {
    this.failure = null;
    this.notice = "";
    this.#session.open(experiment, place);
  }

  #read(text: string, place: FilePlace): void {
    const read = readExperiment(text);
    if (!read.ok) {
      this.failure = { name: place.name, reason: null, problems: read.problems };
      return;
    }
    this.#show(read.value, place);
    this.notice = locale.text.file.opened(place.name);
  }

  async #write(place: FilePlace | null): Promise<boolean> {
    const { experiment } = this.#session;
    const suggestedName = place?.name ?? suggestName(experiment.name);
    const outcome = await this.#files.save({ text: writeExperiment(experiment), suggestedName, place });
    const { file } = locale.text;
    switch (outcome.kind) {
      case "saved":
        this.#session.markSaved(experiment, outcome.place);
        this.notice = outcome.place ? file.saved(outcome.place.name) : file.downloaded(suggestedName);
        return true;
      case "failed":
        this.notice = file.saveFailed(outcome.reason);
        return false;
      case "cancelled":
        return false;
    }
  }

  /** Whether the open work may be left: it is saved, or the person says so. */
  async #mayLeave(): Promise<boolean> {
    if (!this.#session.unsaved) return true;
    // A second question while one waits would leave the first without an answer.
    if (this.question) return false;
    const answer = await new Promise<UnsavedAnswer>((resolve) => {
      this.question = resolve;
    });
    if (answer === "save") return this.save();
    return answer === "discard";
  }
}

/** A file name from an experiment's name: `the-article-s-network.json`. */
export function suggestName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain || "experiment"}.json`;
}
