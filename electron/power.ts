import { powerSaveBlocker } from "electron";

/** Keeps the machine awake while something trains; the screen may go dark. */
export class WakeLock {
  #id: number | null = null;

  /** Holds the machine awake, or lets it sleep again. */
  hold(awake: boolean): void {
    if (awake === (this.#id !== null)) return;
    if (this.#id === null) this.#id = powerSaveBlocker.start("prevent-app-suspension");
    else {
      powerSaveBlocker.stop(this.#id);
      this.#id = null;
    }
  }
}
