import { obey } from "./control.ts";
import { person } from "./dialog.ts";
import * as electron from "./module.ts";
import { blockersStarted, handedOver } from "./system.ts";
import { WebContents } from "./web-contents.ts";
import { workers } from "./workers.ts";

export * from "./module.ts";

/** What a test has besides Electron's own: the person at the dialogs, and what the system was asked for. */
const driven = { person, workers, handedOver, blockersStarted, drop: WebContents.drop };

obey({ ...electron, driven });
