import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { ActivationPlan, LayerPlan, Weights } from "../../../core/network/plan.ts";
import type { Messages } from "../../messages/locale.svelte.ts";
import { fromTo, isSame, writeNumber } from "./describe-values.ts";

/** What changed in the network: layers, bias, weights and cost. */
export function describeNetwork(before: Experiment, after: Experiment, text: Messages): string[] {
  const { edits, costs } = text;
  const changes = describeLayers(before.network.layers, after.network.layers, text);
  if (before.network.bias !== after.network.bias) {
    const write = (bias: boolean): string => (bias ? edits.on : edits.off);
    changes.push(edits.bias(fromTo(before.network.bias, after.network.bias, text, write)));
  }
  changes.push(...describeWeights(before.weights, after.weights, text));
  if (before.cost !== after.cost) {
    changes.push(edits.cost(fromTo(before.cost, after.cost, text, (cost) => costs[cost])));
  }
  return changes;
}

function describeLayers(before: readonly LayerPlan[], after: readonly LayerPlan[], text: Messages): string[] {
  const { edits } = text;
  if (before.length !== after.length) {
    const [shorter, longer] = before.length < after.length ? [before, after] : [after, before];
    if (longer.length - shorter.length > 1) {
      return [edits.layers(fromTo(before.length, after.length, text, String))];
    }
    const tell = longer === after ? edits.layerAdded : edits.layerRemoved;
    return [tell(oddOneOut(shorter, longer) + 1)];
  }
  return after.flatMap((layer, index) => {
    const was = before[index];
    const changes: string[] = [];
    if (was.units !== layer.units) {
      const change = fromTo(was.units, layer.units, text, String);
      changes.push(unitsOf(index, after.length, change, text));
    }
    if (!isSame(was.activation, layer.activation)) {
      const write = (activation: ActivationPlan): string =>
        typeof activation === "string" ? text.activations[activation] : edits.formula(activation.formula);
      changes.push(edits.activation(index + 1, fromTo(was.activation, layer.activation, text, write)));
    }
    return changes;
  });
}

function unitsOf(layer: number, layers: number, change: string, { edits }: Messages): string {
  if (layer === layers - 1) return edits.outputUnits(change);
  return layers === 2 ? edits.hiddenUnits(change) : edits.units(layer + 1, change);
}

/** The layer that the longer list has and the shorter one has not; the last layers belong together. */
function oddOneOut(shorter: readonly LayerPlan[], longer: readonly LayerPlan[]): number {
  const first = shorter.findIndex((layer, index) => !isSame(layer, longer[index]));
  return first === -1 ? longer.length - 1 : first;
}

function describeWeights(before: Weights, after: Weights, text: Messages): string[] {
  const { edits } = text;
  if (before === after || isSame(before, after)) return [];
  if (before.kind === "given" && after.kind === "given") return [edits.someWeights];
  const parameters = before.kind === after.kind;
  return [edits.weights(fromTo(before, after, text, (weights) => writeWeights(weights, parameters, text)))];
}

function writeWeights(weights: Weights, parameters: boolean, { edits, settings }: Messages): string {
  if (weights.kind === "given") return edits.given;
  if (parameters && weights.kind === "uniform") {
    return edits.range(writeNumber(weights.low), writeNumber(weights.high));
  }
  if (parameters && weights.kind === "normal") {
    return edits.normal(writeNumber(weights.mean), writeNumber(weights.sd));
  }
  return settings.weightDraws[weights.kind];
}
