import type { LeftWork, RecoveryAccess } from "../host/host.ts";
import type { Autosave } from "./autosave.svelte.ts";
import type { Documents } from "./documents.svelte.ts";

/** Unsaved work that earlier pages left behind, until the person has decided about it. */
export class Recovery {
  /** What is offered; nothing of it is touched while nobody has said so. */
  left = $state.raw<readonly LeftWork[]>([]);
  readonly #access: RecoveryAccess;
  readonly #documents: Documents;
  readonly #autosave: Autosave;

  constructor(access: RecoveryAccess, documents: Documents, autosave: Autosave) {
    this.#access = access;
    this.#documents = documents;
    this.#autosave = autosave;
  }

  /** Looks what there is. */
  async look(): Promise<void> {
    this.left = await this.#access.left();
  }

  /** Opens a piece of work, unsaved, with its old place; the others are offered again another time. */
  async recover(work: LeftWork): Promise<void> {
    const outcome = await this.#access.recover(work.id);
    this.left = [];
    if (await this.#documents.recover(work.name, outcome)) this.#autosave.takeOver();
  }

  /** Removes a piece of work for good. */
  async discard(work: LeftWork): Promise<void> {
    this.left = this.left.filter(({ id }) => id !== work.id);
    await this.#access.discard(work.id);
  }

  /** Decides nothing now. */
  later(): void {
    this.left = [];
  }
}
