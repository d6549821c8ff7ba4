import type { ExportAnswer, ExportRequest } from "./protocol.ts";

/** Has something made off the page's thread, in a worker that lives for this one answer. */
export function askWorker(request: ExportRequest): Promise<ExportAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module" });
    const answer = (one: ExportAnswer): void => {
      worker.terminate();
      resolve(one);
    };
    worker.addEventListener("message", (message: MessageEvent<ExportAnswer>) => answer(message.data));
    worker.addEventListener("error", (error) => answer({ ok: false, reason: error.message }));
    worker.postMessage(request);
  });
}
