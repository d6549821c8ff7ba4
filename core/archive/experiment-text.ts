import { strToU8 } from "fflate/browser";
import type { Experiment } from "../experiment/experiment.ts";
import { writeExperiment } from "../experiment/write-experiment.ts";
import type { Problem, Result } from "../result.ts";
import { archiveLimits, formatSize } from "./limits.ts";
import { refuse } from "./problem.ts";

/** The name of an experiment's text in an experiment file: the place of what is wrong with it. */
export const EXPERIMENT_NAME = "experiment.json";

/** An experiment's text as the bytes of a file of this name; refused where it is longer than the lab reads. */
export function writeExperimentText(name: string, experiment: Experiment): Result<Uint8Array> {
  const bytes = strToU8(writeExperiment(experiment));
  return refuseLong(name, bytes, archiveLimits.experiment) ?? { ok: true, value: bytes };
}

/** The refusal of a text that has more than `limit` bytes; null where it has not. */
export function refuseLong(name: string, bytes: Uint8Array, limit: number): Result<never> | null {
  if (bytes.length <= limit) return null;
  const [got, most] = [bytes.length, limit].map(formatSize);
  const message = `would have ${got}, more than the ${most} that the lab reads`;
  return refuse(name, "too-large", message, { max: limit, got: bytes.length });
}

/** Puts the name of the text in front of the places of what is wrong in it. */
export function placeIn(name: string): (found: Problem) => Problem {
  return (found) => ({ ...found, place: found.place === "" ? name : `${name}: ${found.place}` });
}
