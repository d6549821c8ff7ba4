import { app } from "electron";
import { fileArguments } from "./file-argument.ts";

/**
 * Makes this the only running lab: false when another one runs, which then gets this start's files. A later
 * start calls `onSecondStart` with its files here.
 */
export function setupSingleInstance(onSecondStart: (files: readonly string[]) => void): boolean {
  // Chromium reorders a second start's arguments; what the lock carries arrives as it was.
  const files = fileArguments(process.argv, process.cwd());
  if (!app.requestSingleInstanceLock({ files })) return false;
  app.on("second-instance", (_event, _argv, _folder, carried) => onSecondStart(filesIn(carried)));
  return true;
}

function filesIn(carried: unknown): string[] {
  if (typeof carried !== "object" || carried === null || !("files" in carried)) return [];
  const { files } = carried;
  return Array.isArray(files) ? files.filter((file) => typeof file === "string") : [];
}
