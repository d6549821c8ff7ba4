/** The last file that the engine read or made of one training, outside of the page's memory. */
export class LastCopy {
  #kept: { readonly generation: number; readonly file: Blob } | null = null;

  keep(generation: number, file: Blob): void {
    this.#kept = { generation, file };
  }

  /** The copy of this training, once: an engine that crashes over it shall not be given it again. */
  take(generation: number): Blob | null {
    const kept = this.#kept;
    this.#kept = null;
    return kept?.generation === generation ? kept.file : null;
  }
}
