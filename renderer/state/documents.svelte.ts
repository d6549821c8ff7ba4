import type { Experiment } from "../../core/experiment/experiment.ts";
import { writeExperiment } from "../../core/experiment/write-experiment.ts";
import type { Problem } from "../../core/result.ts";
import type { KeptRun } from "../../core/training/kept-run.ts";
import type {
  DroppedFile,
  FileAccess,
  FilePlace,
  OpenOutcome,
  RecoverOutcome,
  SaveOutcome,
} from "../host/host.ts";
import { isPlain } from "../host/plain-name.ts";
import { locale } from "../messages/locale.svelte.ts";
import { blobOf } from "./blob-of.ts";
import type { SavedFile } from "./filing.ts";
import { suggestName } from "./file-names.ts";
import type { Player } from "./player.svelte.ts";
import { Questions } from "./questions.svelte.ts";
import type { Session } from "./session.svelte.ts";

/** A file that could not be opened, and why. */
export interface OpenFailure {
  readonly name: string;
  readonly reason: string | null;
  readonly problems: readonly Problem[];
}

/** The version that Revert goes back to: a file's bytes, outside of the page's memory, or an experiment's start. */
type Version =
  /** `saved` is false where it is only kept for recovery. */
  { readonly file: Blob; readonly saved: boolean } | { readonly experiment: Experiment };

/** New, open, save and what else is done with documents, with a question before work is lost. */
export class Documents {
  failure = $state.raw<OpenFailure | null>(null);
  /** The last thing that happened, for the status bar. */
  notice = $state("");
  readonly questions = new Questions();

  readonly #session: Session;
  readonly #player: Player;
  readonly #files: FileAccess;
  #version = $state.raw<Version>() as Version;
  /** A file for the experiment alone that was chosen although there was training to save. */
  #plainByChoice: string | null = null;
  #saving = false;

  readonly canRevert = $derived.by(() => this.#session.modified);

  constructor(session: Session, player: Player, files: FileAccess) {
    this.#session = session;
    this.#player = player;
    this.#files = files;
    this.#version = { experiment: session.experiment };
  }

  /** A fresh experiment: the one given, under no name of a file. */
  async startNew(experiment: Experiment): Promise<void> {
    if (await this.#mayLeave()) this.#begin(experiment, "");
  }

  async open(): Promise<void> {
    if (!this.#files.opensWindows && !(await this.#mayLeave())) return;
    await this.#openOutcome(await this.#files.open());
  }

  /** A file that was dropped on the page; on the desktop it may have got a window of its own. */
  async openDropped(dropped: DroppedFile): Promise<void> {
    const outcome = await this.#files.openDropped(dropped);
    if (outcome.kind !== "opened" || (await this.#mayLeave())) await this.#openOutcome(outcome);
  }

  /** A file that the system handed over. */
  async openFile(file: Uint8Array, place: FilePlace): Promise<void> {
    if (await this.#mayLeave()) await this.#read(file, place);
  }

  /** Writes to the document's place, or asks for one: also where that place would lose the training. */
  save(): Promise<boolean> {
    const { place } = this.#session;
    const more = this.#player.trained.latest > 0 || this.#session.kept.runs.length > 0;
    const loses = place !== null && isPlain(place.name) && more;
    return this.#write(loses && place.id !== this.#plainByChoice ? null : place);
  }

  saveAs(): Promise<boolean> {
    return this.#write(null);
  }

  /** Goes on with a copy under another name, which no file holds yet; the file that was saved stays as it is. */
  duplicate(): void {
    const { documents, file } = locale.text;
    const name = documents.copyOf(this.#session.experiment.name || file.untitled);
    this.#session.detach(name);
    this.notice = documents.duplicated(name);
  }

  /** Back to what was last opened or saved, after a question. */
  async revert(): Promise<void> {
    if (!this.canRevert || !(await this.questions.ask("revert"))) return;
    const { reverted } = locale.text.documents;
    const version = this.#version;
    if ("experiment" in version) return this.#begin(version.experiment, reverted);
    const file = new Uint8Array(await version.file.arrayBuffer());
    if (await this.#read(file, this.#session.place, version.saved)) this.notice = reverted;
  }

  /** Shows work that was left behind: unsaved, to be saved where it lived. */
  async recover(name: string, outcome: RecoverOutcome): Promise<boolean> {
    if (outcome.kind === "failed") {
      this.failure = { name: outcome.name, reason: outcome.reason, problems: [] };
      return false;
    }
    if (!(await this.#read(outcome.file, outcome.place, false))) return false;
    this.notice = locale.text.documents.recovery.recovered(name || locale.text.file.untitled);
    return true;
  }

  #begin(experiment: Experiment, notice: string): void {
    this.failure = null;
    this.notice = notice;
    this.#version = { experiment };
    this.#session.begin(experiment);
  }

  async #openOutcome(outcome: OpenOutcome): Promise<void> {
    if (outcome.kind === "opened") await this.#read(outcome.file, outcome.place);
    if (outcome.kind === "failed") {
      this.failure = { name: outcome.name, reason: outcome.reason, problems: [] };
    }
  }

  /** Shows what a file holds, or why it is refused; the bytes are the engine's afterwards. */
  async #read(file: Uint8Array, place: FilePlace | null, saved = true): Promise<boolean> {
    const version = { file: blobOf(file), saved };
    const read = await this.#player.open(file, version.file);
    if (read === null) return false;
    const name = place?.name ?? this.#session.experiment.name;
    if (!read.ok) {
      this.failure = { name, reason: null, problems: read.problems };
      return false;
    }
    this.failure = null;
    this.#version = version;
    this.#session.take(read.value, place, saved);
    this.notice = locale.text.file.opened(name);
    return true;
  }

  async #write(place: FilePlace | null): Promise<boolean> {
    if (this.#saving) return false;
    this.#saving = true;
    try {
      return await this.#writeUntilDone(place);
    } finally {
      this.#saving = false;
    }
  }

  /** Asks again, and for another place, for as long as the person wants. */
  async #writeUntilDone(place: FilePlace | null): Promise<boolean> {
    let overwrite = false;
    for (;;) {
      const { experiment, kept } = this.#session;
      const { runs } = kept;
      const saved = await this.#player.save(experiment, runs);
      const suggestedName = suggestName(experiment.name, saved.file.ok, this.#session.place);
      const request = {
        file: saved.file.ok ? saved.file.value : null,
        text: writeExperiment(experiment),
        suggestedName,
        place,
        overwrite,
      };
      const outcome = await this.#files.save(request);
      if (outcome.kind === "cancelled") return false;
      if (outcome.kind === "saved") {
        this.#markSaved(experiment, runs, saved, outcome, suggestedName);
        return true;
      }
      const name = place?.name ?? suggestedName;
      const answer =
        outcome.kind === "changed"
          ? await this.questions.ask("changed", name)
          : await this.questions.ask("failed", name, outcome.reason);
      if (answer === null) return false;
      overwrite = answer === "overwrite";
      if (!overwrite) place = null;
    }
  }

  #markSaved(
    experiment: Experiment,
    runs: readonly KeptRun[],
    { copy, trained }: SavedFile,
    { place, whole }: Extract<SaveOutcome, { kind: "saved" }>,
    suggestedName: string,
  ): void {
    const text = writeExperiment(experiment);
    this.#version = { file: whole && copy !== null ? copy : new Blob([text]), saved: true };
    this.#plainByChoice = whole ? null : (place?.id ?? null);
    this.#session.markSaved(experiment, place, trained, runs);
    const { file: said, documents } = locale.text;
    if (place === null) this.notice = said.downloaded(suggestedName);
    else
      this.notice =
        whole || (trained.latest === 0 && runs.length === 0)
          ? said.saved(place.name)
          : documents.savedPlain(place.name);
  }

  /** Whether the open work may be left: it is saved, or the person says so. */
  async #mayLeave(): Promise<boolean> {
    if (!this.#session.unsaved) return true;
    // A second question while one waits would leave the first without an answer.
    if (this.questions.waiting) return false;
    const answer = await this.questions.ask("unsaved");
    if (answer === "save") return this.save();
    return answer === "discard";
  }
}
