// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createBrowserHost } from "../../../renderer/host/browser-host.ts";
import { chooseHost } from "../../../renderer/host/choose-host.ts";
import type { Host } from "../../../renderer/host/host.ts";
import { shownDocument } from "../../support/shown-document.ts";

/** A stand-in for the browser's worker: a test plays the thread inside it. */
class StandInWorker extends EventTarget {
  readonly address: URL;
  readonly received: unknown[] = [];
  terminated = false;
  constructor(address: URL, options: WorkerOptions) {
    super();
    this.address = address;
    expect(options).toEqual({ type: "module" });
    workers.push(this);
  }
  postMessage(message: unknown): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

let workers: StandInWorker[] = [];
let host: Host;
let heard: unknown[];

beforeEach(() => {
  workers = [];
  heard = [];
  vi.stubGlobal("Worker", StandInWorker);
  host = createBrowserHost();
  return () => vi.unstubAllGlobals();
});

test("the browser's host is chosen where there is no bridge", () => {
  expect(chooseHost().edition).toBe("browser");
});

describe("the engine in a web worker", () => {
  test("runs the engine's module, gets commands, and its events are heard", () => {
    expect(workers[0].address.pathname).toMatch(/renderer\/engine\/engine-worker\.ts$/);
    host.engine.post({ kind: "play" });
    expect(workers[0].received).toEqual([{ kind: "play" }]);
    workers[0].says({ kind: "refused", generation: 1, problems: [] });
    host.engine.listen((event) => heard.push(event));
    expect(heard).toEqual([{ kind: "refused", generation: 1, problems: [] }]);
  });

  test("that throws is ended and reported as crashed once", () => {
    host.engine.listen((event) => heard.push(event));
    workers[0].dispatchEvent(new ErrorEvent("error", { message: "Uncaught RangeError: too large" }));
    workers[0].dispatchEvent(new ErrorEvent("error", { message: "again" }));
    workers[0].says({ kind: "refused", generation: 1, problems: [] });
    expect(heard).toEqual([{ kind: "crashed", message: "Uncaught RangeError: too large" }]);
    expect(workers[0].terminated).toBe(true);
  });

  test("that cannot be loaded is reported as crashed", () => {
    host.engine.listen((event) => heard.push(event));
    workers[0].dispatchEvent(new Event("error"));
    expect(heard).toEqual([{ kind: "crashed", message: "The training engine could not be loaded." }]);
  });

  test("is replaced on restart, after a crash and before one; the old one is not heard any more", () => {
    host.engine.listen((event) => heard.push(event));
    host.engine.restart();
    expect(workers[0].terminated).toBe(true);
    workers[0].says("late");
    workers[1].dispatchEvent(new MessageEvent("messageerror"));
    host.engine.post({ kind: "play" });
    host.engine.restart();
    host.engine.post({ kind: "pause" });
    expect(workers[2].received).toEqual([{ kind: "pause" }]);
    expect(heard).toEqual([
      { kind: "crashed", message: "A message from the training engine was unreadable." },
    ]);
  });
});

describe("the document", () => {
  const leaves = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

  test("stands in the title, with a dot while it is unsaved", () => {
    host.showDocument(shownDocument({ name: "Iris", unsaved: true }));
    expect(document.title).toBe("● Iris — Rematrix");
    host.showDocument(shownDocument({ name: "Iris", unsaved: false }));
    expect(document.title).toBe("Iris — Rematrix");
  });

  test("keeps the page from being left while it is unsaved, and only then", () => {
    expect(leaves()).toBe(true);
    host.showDocument(shownDocument({ name: "Iris", unsaved: true }));
    host.showDocument(shownDocument({ name: "Iris", unsaved: true }));
    expect(leaves()).toBe(false);
    host.showDocument(shownDocument({ name: "Iris", unsaved: false }));
    expect(leaves()).toBe(true);
  });
});
