import type { MatrixKey } from "../../core/network/names.ts";
import { GRADIENT_TOLERANCE, type MatrixCheck } from "../../core/training/gradient-check.ts";
import { sameKey } from "../state/focus.svelte.ts";
import type { CheckedStep } from "../state/checks.svelte.ts";

/** What a gradient's lamp says. */
export type Lamp =
  | { readonly kind: "unchecked" }
  | { readonly kind: "checking" }
  /** The check belongs to another step. */
  | { readonly kind: "stale"; readonly step: number }
  /** Numbers are not finite, rounding hides the difference, or all stand at several kinks at once. */
  | {
      readonly kind: "unknown";
      readonly why: "not finite" | "rounding" | "kinks";
      readonly check: MatrixCheck;
    }
  | { readonly kind: "right" | "wrong"; readonly check: MatrixCheck }
  /** Right wherever there is a derivative; some numbers stand at a kink, where there is none. */
  | { readonly kind: "kink"; readonly check: MatrixCheck };

/** What is known, as far as it decides a lamp. */
export interface LampFacts {
  readonly checked: CheckedStep | null;
  readonly checking: boolean;
  /** Whether the check is of another step than the one shown. */
  readonly stale: boolean;
}

/** The lamp of one gradient matrix, dW or db. */
export function lampOf(matrix: MatrixKey, { checked, checking, stale }: LampFacts): Lamp {
  if (checking) return { kind: "checking" };
  const check = checked?.check.matrices.find((one) => sameKey(one.matrix, matrix));
  if (!checked || !check) return { kind: "unchecked" };
  if (stale) return { kind: "stale", step: checked.step };
  return judge(check);
}

/** What a check says of one matrix. */
export function judge(check: MatrixCheck): Lamp {
  if (!Number.isFinite(check.largest)) return { kind: "unknown", why: "not finite", check };
  if (check.largest > GRADIENT_TOLERANCE) return { kind: "wrong", check };
  if (noiseOf(check) > GRADIENT_TOLERANCE) return { kind: "unknown", why: "rounding", check };
  if (check.compared === 0 && check.unjudged > 0 && check.unjudged === check.kinks) {
    return { kind: "unknown", why: "kinks", check };
  }
  return { kind: check.kinks > 0 ? "kink" : "right", check };
}

/** What differences are unsure by at most, kinks left out: there steps are so short that all of them are unsure. */
export function noiseOf({ cells }: MatrixCheck): number {
  return cells.noise.reduce((most, noise, k) => (cells.kinks[k] === 0 && noise > most ? noise : most), 0);
}
