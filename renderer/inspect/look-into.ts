import { activationOf } from "../../core/network/activations.ts";
import { countParameters } from "../../core/network/parameters.ts";
import type { Place as ParameterPlace } from "../../core/training/shifted-cost.ts";
import { GradientSum } from "../../core/training/gradient-sum.ts";
import type { Cell } from "../state/focus.svelte.ts";
import type { Stage } from "../state/stage.ts";
import { descentPage, outputDescentPage, softmaxDescentPage } from "./descent-pages.ts";
import { formulaPage } from "./formula-pages.ts";
import type { Page } from "./page.ts";
import { isDescent, type NameOf, type Place } from "../chain/place.ts";
import { parametersOf, type StepNumbers } from "./step-numbers.ts";
import { gradientPage, productPage } from "./sum-pages.ts";

/** A sum of so many multiply-adds is made at once, at every frame while training runs. */
const AT_ONCE = 2 ** 18;

/** A number of a gradient: dW or db. */
export type GradientCell = Cell & { readonly key: { readonly kind: "dW" | "db" } };

/** Whether a place is a number of a gradient. */
export function isGradient(place: Place): place is GradientCell {
  return place.key.kind === "dW" || place.key.kind === "db";
}

/** Whether a pass of so many samples takes no time to speak of. */
function isQuick({ network, loaded }: Stage, samples: number): boolean {
  return 2 * samples * countParameters(network, loaded.features) <= AT_ONCE;
}

/** The sum behind a number of a gradient, still to be added up. */
export function gradientSum({ key, row, column }: Cell, { stage, frame }: StepNumbers): GradientSum {
  const { network, cost, penalty, loaded } = stage;
  const place: ParameterPlace = { layer: key.layer, input: key.kind === "db" ? null : row, unit: column };
  return new GradientSum({ network, cost, penalty }, loaded, parametersOf(frame), place);
}

/** What a number is made of; `sum` is that of a gradient's number, where it was added up already. */
export function lookInto(place: Place, numbers: StepNumbers, nameOf: NameOf, sum: GradientSum | null): Page {
  if (isDescent(place)) {
    if (numbers.frame.status === "running" && !isQuick(numbers.stage, 1)) {
      return { kind: "waiting", what: "running", value: null };
    }
    const { layers } = numbers.stage.network;
    const { layer } = place.key;
    if (layer < layers.length - 1) return descentPage(place, numbers, nameOf);
    const onRows = activationOf(layers[layer].activation).acts === "on rows";
    return onRows && !numbers.trace(place.row).descent.fused
      ? softmaxDescentPage(place, numbers, nameOf)
      : outputDescentPage(place, numbers, nameOf);
  }
  if (isGradient(place)) return gradientPageOf(place, numbers, nameOf, sum);
  return place.key.kind === "Z" ? productPage(place, numbers, nameOf) : formulaPage(place, numbers, nameOf);
}

function gradientPageOf(place: Cell, numbers: StepNumbers, nameOf: NameOf, sum: GradientSum | null): Page {
  const { frame, stage } = numbers;
  const value = numbers.read(place);
  if (frame.gradientOf === "batch") return { kind: "waiting", what: "batch", value };
  let added = sum;
  if (added === null && isQuick(stage, stage.loaded.samples)) {
    added = gradientSum(place, numbers);
    while (added.advance());
  }
  if (added !== null) return gradientPage(added, numbers, nameOf);
  return { kind: "waiting", what: frame.status === "running" ? "running" : "adding", value };
}
