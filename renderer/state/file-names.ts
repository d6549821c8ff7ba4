import type { FilePlace } from "../host/host.ts";

/**
 * A file name for an experiment: `the-article-s-network.rematrix`, or `.json` where there is no training to save.
 * A document that lives somewhere keeps its file's own name.
 */
export function suggestName(name: string, whole = true, place: FilePlace | null = null): string {
  const extension = whole ? ".rematrix" : ".json";
  if (place !== null) return `${place.name.replace(/\.(json|rematrix)$/i, "")}${extension}`;
  const plain = name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain || "experiment"}${extension}`;
}
