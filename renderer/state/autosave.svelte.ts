import type { RecoveryAccess } from "../host/host.ts";
import type { Player } from "./player.svelte.ts";
import type { Session } from "./session.svelte.ts";

/**
 * Keeps what the document holds and its file does not, so that the end of the page does not take it along. The engine
 * makes the bytes in its own time; here they are only passed on.
 */
export class Autosave {
  readonly #session: Session;
  readonly #player: Player;
  readonly #recovery: RecoveryAccess;
  #kept = false;

  constructor(session: Session, player: Player, recovery: RecoveryAccess) {
    this.#session = session;
    this.#player = player;
    this.#recovery = recovery;
    player.onAutosaved = ({ file, latest }) => {
      if (!session.modified) return;
      const { experiment, place } = session;
      this.#kept = true;
      recovery.keep({ file, name: experiment.name, step: latest, place });
    };
  }

  /** To be called whenever what it reads has changed. */
  watch(): void {
    const { modified, experiment, kept } = this.#session;
    const { generation } = this.#player;
    if (modified) this.#player.autosave(generation, experiment, kept.runs);
    else this.forget();
  }

  /** Nothing is unsaved any more. */
  forget(): void {
    if (!this.#kept) return;
    this.#kept = false;
    this.#recovery.forget();
  }

  /** What is kept already, because it was recovered. */
  takeOver(): void {
    this.#kept = true;
  }
}
