import type { MatrixKey } from "../../core/network/names.ts";
import type { DerivationVerdict } from "../../core/training/step-proof.ts";

/** What the numbers of one step said of the derivations: the verdicts of that step, one after the other. */
export class Proofs {
  /** The step that the verdicts belong to; null before the first one. */
  step = $state.raw<number | null>(null);
  #verdicts = $state.raw<readonly DerivationVerdict[]>([]);

  /** The verdict on a parameter, W or b, whichever step it belongs to; null where there is none. */
  of({ kind, layer }: MatrixKey): DerivationVerdict | null {
    return this.#verdicts.find(({ parameter: p }) => p.kind === kind && p.layer === layer) ?? null;
  }

  /** Another verdict; those of an earlier step give way to the first one of another step. */
  take(step: number, verdict: DerivationVerdict): void {
    const kept = this.step === step ? this.#verdicts.filter((one) => !isOfSame(one, verdict)) : [];
    this.#verdicts = [...kept, verdict];
    this.step = step;
  }

  /** Another training, or other numbers under the same steps. */
  forget(): void {
    this.#verdicts = [];
    this.step = null;
  }
}

function isOfSame({ parameter: one }: DerivationVerdict, { parameter: other }: DerivationVerdict): boolean {
  return one.kind === other.kind && one.layer === other.layer;
}
