import { Buffer } from "node:buffer";
import { toElectron } from "./addresses.ts";
import type { Session } from "./connection.ts";
import { handlerOf } from "./protocol.ts";
import { defaultSession } from "./session.ts";

/** A request that Chromium holds until it is told what to do with it. */
export interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
}

/** Electron's names for kinds of requests. */
const kinds: Readonly<Record<string, string>> = { Document: "mainFrame", XHR: "xhr", Fetch: "xhr" };
let last = 0;

/**
 * Answers every request of a page or of a worker as main's handlers say; those that are for the network go
 * on to it. `mayNavigate` is asked about requests for documents.
 */
export async function intercept(
  session: Session,
  mayNavigate: (frame: string, url: string) => boolean,
): Promise<void> {
  session.on("Fetch.requestPaused", (paused: Paused) => {
    void answer(session, paused, mayNavigate).catch(() => refuse(session, paused, "Failed"));
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
}

async function answer(
  session: Session,
  paused: Paused,
  mayNavigate: (frame: string, url: string) => boolean,
): Promise<void> {
  const { requestId, request, resourceType, frameId } = paused;
  const url = toElectron(request.url);
  if (resourceType === "Document" && !mayNavigate(frameId, url)) return refuse(session, paused, "Aborted");
  const kind = kinds[resourceType] ?? resourceType.toLowerCase();
  const details = { id: ++last, url, method: request.method, resourceType: kind };
  if (!(await defaultSession.allowsRequest(details))) return refuse(session, paused, "BlockedByClient");
  const handler = handlerOf(url);
  if (handler === null) return session.tell("Fetch.continueRequest", { requestId });
  const { method, headers, postData } = request;
  const response = await handler(new Request(url, { method, headers, body: postData }));
  const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
  const body = Buffer.from(await response.arrayBuffer()).toString("base64");
  session.tell("Fetch.fulfillRequest", { requestId, responseCode: response.status, responseHeaders, body });
}

function refuse(session: Session, { requestId }: Paused, errorReason: string): void {
  session.tell("Fetch.failRequest", { requestId, errorReason });
}
