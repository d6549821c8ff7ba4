import { existsSync } from "node:fs";
import { basename, extname } from "node:path";

/** A name that every system takes for a file, and none for a path; `otherwise` where nothing is left of it. */
export function plainName(suggested: string, otherwise: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what Windows refuses
  const plain = suggested.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "-").replace(/^[. ]+|[. ]+$/g, "");
  return plain === "" ? otherwise : plain;
}

/** An experiment's name as its file's: `a/b: c` becomes `a-b- c.rematrix`, unless it ends in `.json`. */
export function fileName(suggested: string, extension: ".rematrix" | ".json" = ".rematrix"): string {
  const named = plainName(suggested, "experiment");
  const own = extname(named).toLowerCase();
  if (own === extension || own === ".json") return named;
  return `${own === ".rematrix" ? basename(named, extname(named)) : named}${extension}`;
}

/**
 * Linux's dialog adds no ending; one is added unless it would overwrite a file nobody was asked about. The end of
 * `rate 0.01` is none.
 */
export function withExtension(path: string, extension: string): string {
  const own = extname(path);
  if (own !== "" && !/^\.\d+$/.test(own)) return path;
  const completed = `${path}${extension}`;
  return existsSync(completed) ? path : completed;
}
