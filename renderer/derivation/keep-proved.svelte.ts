import type { MatrixKey } from "../../core/network/names.ts";
import type { Lab } from "../state/lab.svelte.ts";
import type { DerivationState } from "./derivation.svelte.ts";

/** Steps that are gone through quickly are not all evaluated: only where it rests so long. */
const REST_MS = 250;

/**
 * Evaluates the derivations whenever training rests at a step, the chosen one first, for as long as the component
 * that asked for it is there.
 */
export function keepProved(lab: Lab, state: DerivationState): { readonly proveNow: () => void } {
  const { player } = lab;
  /** The step at which training rests, or null while it runs. */
  const resting = $derived(player.playing || lab.frame === null ? null : lab.frame.step);
  const generation = $derived(lab.stage?.loaded.generation ?? null);

  /** What is not known yet of the step that is shown, the chosen gradient first. */
  function missing(): MatrixKey[] {
    const { proofs } = player;
    const keys = [...(state.chosen === null ? [] : [state.chosen]), ...state.parameters].map(
      ({ kind, layer }): MatrixKey => ({ kind, layer }),
    );
    const distinct = keys.filter(
      (key, at) => keys.findIndex((one) => one.kind === key.kind && one.layer === key.layer) === at,
    );
    return proofs.step === lab.frame?.step ? distinct.filter((key) => proofs.of(key) === null) : distinct;
  }

  $effect(() => {
    void generation;
    void state.chosen;
    if (resting === null) return;
    const appointment = setTimeout(() => {
      const wanted = missing();
      if (wanted.length > 0) player.prove(wanted);
    }, REST_MS);
    return () => clearTimeout(appointment);
  });

  return {
    proveNow: () => {
      if (player.playing) player.pause();
      else player.prove(missing());
    },
  };
}
