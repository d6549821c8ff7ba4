import type { FilePlace } from "../host/host.ts";

/**
 * A file name for an experiment: `the-articles-network.rematrix`, or `.json` where there is no training to save.
 * A document that lives somewhere keeps its file's own name.
 */
export function suggestName(name: string, whole = true, place: FilePlace | null = null): string {
  const extension = whole ? "rematrix" : "json";
  if (place !== null) return `${place.name.replace(/\.(json|rematrix)$/i, "")}.${extension}`;
  return fileNameOf(name, null, extension);
}

/** A name for a file: the experiment's, what is special about it, the ending; letters of every script stay. */
export function fileNameOf(experiment: string, special: string | null, extension: string): string {
  const plain = experiment
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `${[plain || "experiment", ...(special === null ? [] : [special])].join("-")}.${extension}`;
}
