import type { Experiment } from "../../../core/experiment/experiment.ts";
import { raised } from "../../../core/naming.ts";
import type { Messages } from "../../messages/locale.svelte.ts";
import type { Cell } from "../focus.svelte.ts";
import { describeData } from "./describe-data.ts";
import { describeNetwork } from "./describe-network.ts";
import { describeTraining } from "./describe-training.ts";
import { fromTo, writeNumber } from "./describe-values.ts";

/** More changes than this in one edit are counted, not told. */
const TOLD = 3;

/** Longer texts of a person are cut in a name. */
const LONGEST = 24;

/** One edit: what it made of what. */
export interface EditPair {
  readonly before: Experiment;
  readonly after: Experiment;
  /** The weight that was written down: after training all of them differ. */
  readonly weight: WeightEdit | null;
}

/** One weight that was edited, with the number that stood there before it. */
export interface WeightEdit {
  readonly cell: Cell;
  readonly from: number;
  readonly to: number;
}

/**
 * What an edit is called: `hidden units 4 → 6`, found out by comparing the experiment before and after it.
 * What moved along with it is told, too.
 */
export function describeEdit({ before, after, weight }: EditPair, text: Messages): string {
  if (weight !== null) {
    const { cell, from, to } = weight;
    return text.edits.weight(nameCell(cell), fromTo(from, to, text, writeWeight));
  }
  const changes = [
    ...describeWords(before, after, text),
    ...describeData(before, after, text),
    ...describeNetwork(before, after, text),
    ...describeTraining(before, after, text),
  ];
  if (changes.length === 0) return text.edits.other;
  return text.edits.all(changes.slice(0, TOLD), Math.max(0, changes.length - TOLD));
}

function describeWords(before: Experiment, after: Experiment, { edits }: Messages): string[] {
  const changes: string[] = [];
  if (before.name !== after.name) changes.push(edits.name(cut(before.name), cut(after.name)));
  if (before.notes !== after.notes) changes.push(edits.notes);
  return changes;
}

/** `W⁽¹⁾[0,1]`, `b⁽²⁾[3]` */
function nameCell({ key, row, column }: Cell): string {
  const place = key.kind === "b" ? String(column) : `${row},${column}`;
  return `${key.kind}${raised(key.layer + 1)}[${place}]`;
}

function writeWeight(value: number): string {
  return writeNumber(Number(value.toPrecision(4)));
}

function cut(words: string): string {
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}
