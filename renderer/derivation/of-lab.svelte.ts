import { tellReason } from "../../core/calculus/reason.ts";
import { targetsSumToOne } from "../../core/training/derivation-proof.ts";
import { Matrix } from "../../core/matrix/matrix.ts";
import { locale } from "../messages/locale.svelte.ts";
import type { Lab } from "../state/lab.svelte.ts";
import { naming } from "../state/naming.svelte.ts";
import type { Stage } from "../state/stage.ts";
import { DerivationState, type Subject } from "./derivation.svelte.ts";
import { dwellOf } from "./dwell.ts";

const states = new WeakMap<Lab, DerivationState>();

/** The derivation of a lab's gradients: the same one however often its tab is left and entered. */
export function derivationOf(lab: Lab): DerivationState {
  const known = states.get(lab);
  if (known !== undefined) return known;
  const made = makeState(lab);
  states.set(lab, made);
  return made;
}

function makeState(lab: Lab): DerivationState {
  let made: DerivationState | null = null;
  // What is derived must outlive the tab that asked for it first.
  $effect.root(() => {
    made = new DerivationState({
      subject: () => lab.stage && subjectOf(lab.stage),
      style: () => naming.style,
      dwell: ({ step }) => {
        const reason = step?.step?.reason;
        return dwellOf(reason === undefined ? "" : tellReason(reason, locale.text.derivation.reasons));
      },
      after: (milliseconds, callback) => {
        const appointment = setTimeout(callback, milliseconds);
        return () => clearTimeout(appointment);
      },
    });
  });
  return made!;
}

/** What is derived of the network on the screen. */
export function subjectOf({ network, cost, penalty, loaded }: Stage): Subject {
  const { samples, features, targets, Y } = loaded;
  return {
    network,
    cost,
    penalty,
    sizes: { samples, features },
    targetsSumToOne: targetsSumToOne(new Matrix(samples, targets, Y)),
  };
}
