import type { Data, DataDraw, GeneratedData } from "../../../core/data/plan.ts";
import type { Experiment } from "../../../core/experiment/experiment.ts";
import type { Messages } from "../../messages/locale.svelte.ts";
import { sourceOf } from "./data.ts";
import { fromTo, isSame, writeNumber } from "./describe-values.ts";

/** What changed in the samples: data, split, scaling and seed. */
export function describeData(before: Experiment, after: Experiment, text: Messages): string[] {
  const { edits, settings } = text;
  const changes = before.data === after.data ? [] : describeSource(before.data, after.data, text);
  if (!isSame(before.split, after.split)) {
    const write = (split: Experiment["split"]): string =>
      split === null ? edits.none : edits.percent(writeNumber(100 * split.test));
    changes.push(edits.split(fromTo(before.split, after.split, text, write)));
  }
  if (before.scaling !== after.scaling) {
    const write = (scaling: Experiment["scaling"]): string => settings.scalings[scaling];
    changes.push(edits.scaling(fromTo(before.scaling, after.scaling, text, write)));
  }
  if (before.seed !== after.seed) changes.push(edits.seed(fromTo(before.seed, after.seed, text, String)));
  return changes;
}

function describeSource(before: Data, after: Data, text: Messages): string[] {
  const { edits, settings } = text;
  if (sourceOf(before) !== sourceOf(after)) {
    const names = {
      generate: settings.drawn,
      table: settings.table,
      ...settings.patterns,
      ...settings.datasets,
    };
    return [edits.data(fromTo(before, after, text, (data) => names[sourceOf(data)]))];
  }
  if (before.kind === "table") return isSame(before, after) ? [] : [edits.table];
  const changes: string[] = [];
  if ("samples" in before && "samples" in after && before.samples !== after.samples) {
    changes.push(edits.samples(fromTo(before.samples, after.samples, text, writeNumber)));
  }
  if (before.kind === "pattern" && after.kind === "pattern" && before.noise !== after.noise) {
    changes.push(edits.noise(fromTo(before.noise, after.noise, text, writeNumber)));
  }
  if (before.kind === "generate" && after.kind === "generate") {
    changes.push(...describeDrawn(before, after, text));
  }
  return changes;
}

function describeDrawn(before: GeneratedData, after: GeneratedData, text: Messages): string[] {
  const { edits, settings } = text;
  const changes: string[] = [];
  if (before.features !== after.features) {
    changes.push(edits.features(fromTo(before.features, after.features, text, writeNumber)));
  }
  if (!isSame(before.draw, after.draw)) {
    const parameters = before.draw.kind === after.draw.kind;
    const write = (draw: DataDraw): string =>
      parameters ? writeParameters(draw, text) : settings.draws[draw.kind];
    changes.push(edits.draw(fromTo(before.draw, after.draw, text, write)));
  }
  if (before.target.kind !== after.target.kind) {
    const write = ({ kind }: GeneratedData["target"]): string => settings.targets[kind];
    changes.push(edits.target(fromTo(before.target, after.target, text, write)));
  } else if (!isSame(before.target, after.target)) changes.push(edits.coefficients);
  return changes;
}

function writeParameters(draw: DataDraw, { edits, settings }: Messages): string {
  if (draw.kind === "randint") return edits.range(writeNumber(draw.low), writeNumber(draw.high));
  if (draw.kind === "randn") return edits.normal(writeNumber(draw.mean), writeNumber(draw.sd));
  return settings.draws.rand;
}
