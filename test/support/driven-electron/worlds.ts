import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createCodec } from "./clone.ts";
import type { Session } from "./connection.ts";
import { receiverName, runPreload, type ToPage } from "./preload-world.ts";
import { createWorldEnd } from "./world-bridge.ts";

/** The world in which preload scripts run, by Electron's own name for it. */
export const worldName = "Electron Isolated Context";
/** The function by which that world reaches main; the page's own world has none. */
const postName = "electronPosts";

const codec = createCodec();

/** Has a preload script run in a world of its own before every document's first script. */
export async function addPreload(session: Session, file: string): Promise<void> {
  const token = randomUUID();
  const script = readFileSync(file, "utf8");
  const inMainFrame = (body: string): string => `if (window === window.top) { ${body} }`;
  const inPage = `(${createWorldEnd})("page", "${token}");`;
  const inPreload = `(${runPreload})(
    (${createCodec})(),
    (${createWorldEnd})("preload", "${token}"),
    globalThis.${postName},
    "${receiverName}",
    "${process.platform}",
    function (require, exports, module, process) { ${script}\n },
  );`;
  await session.send("Runtime.addBinding", { name: postName, executionContextName: worldName });
  await session.send("Page.addScriptToEvaluateOnNewDocument", { source: inMainFrame(inPage) });
  await session.send("Page.addScriptToEvaluateOnNewDocument", { source: inMainFrame(inPreload), worldName });
}

/** Hears what preload scripts post, with the world it comes from. */
export function onPost(session: Session, listener: (world: number, value: unknown) => void): void {
  session.on(
    "Runtime.bindingCalled",
    (called: { name: string; payload: string; executionContextId: number }) => {
      if (called.name === postName) listener(called.executionContextId, codec.decode(called.payload));
    },
  );
}

/** Sends to a preload script's world; what its end leaves unsent was for nobody. */
export function sendTo(session: Session, world: number, message: ToPage): void {
  session.tell("Runtime.callFunctionOn", {
    functionDeclaration: `function (text) { globalThis.${receiverName}?.(text); }`,
    executionContextId: world,
    arguments: [{ value: codec.encode(structuredClone(message)) }],
    silent: true,
  });
}
