import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** What the program that starts the stand-in says of it, in the variable `DRIVEN_ELECTRON`. */
export interface Settings {
  /** Chromium's DevTools WebSocket. */
  readonly browser: string;
  /** The browser context in which windows open. */
  readonly context: string;
  /** Stands in for the person's home; Documents, Desktop and the like lie in it. */
  readonly home: string;
  readonly userData: string;
  readonly packaged: boolean;
  readonly version: string;
}

/** Reads the settings; there is no stand-in without them. */
export function readSettings(): Settings {
  const text = process.env.DRIVEN_ELECTRON;
  if (text === undefined) throw new Error("the driven Electron is started by startDriven only");
  const settings = JSON.parse(text) as Settings;
  mkdirSync(settings.userData, { recursive: true });
  for (const folder of ["Documents", "Desktop", "Downloads"]) {
    mkdirSync(join(settings.home, folder), { recursive: true });
  }
  return settings;
}
