import process from "node:process";
import { Connection } from "./connection.ts";
import { readSettings } from "./settings.ts";

/** How this stand-in was started. */
export const settings = readSettings();

/** The Chromium in which all windows are; it is this program's own as far as main knows, so both end together. */
export const chromium: Promise<Connection> = Connection.open(settings.browser, () => process.exit(1));
