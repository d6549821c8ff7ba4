import { app } from "electron";
import { fileArgument } from "./file-argument.ts";

/**
 * Makes this the only running lab: false when another one runs, which then gets this start's file. A later
 * start calls `onSecondStart` with its file here.
 */
export function setupSingleInstance(onSecondStart: (file: string | null) => void): boolean {
  // Chromium reorders a second start's arguments; what the lock carries arrives as it was.
  const file = fileArgument(process.argv, process.cwd());
  if (!app.requestSingleInstanceLock({ file })) return false;
  app.on("second-instance", (_event, _argv, _folder, carried) => onSecondStart(fileIn(carried)));
  return true;
}

function fileIn(carried: unknown): string | null {
  if (typeof carried !== "object" || carried === null || !("file" in carried)) return null;
  return typeof carried.file === "string" ? carried.file : null;
}
