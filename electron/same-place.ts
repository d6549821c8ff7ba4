import { realpathSync } from "node:fs";
import { resolve } from "node:path";

/** Whether two paths lead to the same file, by whatever links and letters they do. */
export function samePlace(one: string, other: string): boolean {
  return one === other || placeOf(one) === placeOf(other);
}

/** The file's own path; the path as it was given where there is no file. */
function placeOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}
