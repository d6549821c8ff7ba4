// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { EngineEvent } from "../../../core/training/protocol.ts";
import type * as Contract from "../../../electron/contract.ts";
import { chooseHost } from "../../../renderer/host/choose-host.ts";
import type * as Hosts from "../../../renderer/host/host.ts";
import { shownDocument } from "../../support/shown-document.ts";

type Listener<T> = (value: T) => void;

/** The bridge as the preload script leaves it, with what the page did to it. */
function createBridge() {
  const heard: {
    event: Listener<EngineEvent | Contract.WorkerCrash>;
    command: Listener<Contract.ShellCommand>;
  } = {
    event: () => undefined,
    command: () => undefined,
  };
  const bridge = {
    accelerators: () => ({ save: "CmdOrCtrl+S" }),
    openFile: vi.fn(async () => ({ kind: "cancelled" as const })),
    openDropped: vi.fn(async (_file: File): Promise<Contract.OpenOutcome | null> => null),
    saveFile: vi.fn(async () => ({ kind: "cancelled" as const })),
    leftWork: vi.fn(async () => []),
    recoverWork: vi.fn(async (_id: string) => ({ kind: "failed" as const, name: "", reason: "gone" })),
    discardWork: vi.fn(async (_id: string) => null),
    keepWork: vi.fn(),
    forgetWork: vi.fn(),
    exportFile: vi.fn(async () => ({ kind: "cancelled" as const })),
    exportPdf: vi.fn(async () => ({ kind: "cancelled" as const })),
    postToEngine: vi.fn(),
    restartEngine: vi.fn(),
    showDocument: vi.fn(),
    closeAnswered: vi.fn(),
    print: vi.fn(),
    onEngineEvent: (listener) => (heard.event = listener),
    onCommand: (listener) => (heard.command = listener),
  } satisfies Contract.ShellBridge;
  return { bridge, heard };
}

let shell: ReturnType<typeof createBridge>;
let host: Hosts.Host;

beforeEach(() => {
  shell = createBridge();
  vi.stubGlobal("rematrix", shell.bridge);
  host = chooseHost();
  return () => vi.unstubAllGlobals();
});

const refused: EngineEvent = { kind: "refused", generation: 1, problems: [] };

describe("the desktop's host", () => {
  test("is chosen where the preload script left its bridge", () => {
    expect(host.edition).toBe("desktop");
  });

  test("knows the keys of the desktop's menu", () => {
    expect(host.menuKeys).toEqual({ save: "CmdOrCtrl+S" });
  });

  test("posts commands to the engine and restarts it", () => {
    host.engine.post({ kind: "play" });
    host.engine.restart();
    expect(shell.bridge.postToEngine).toHaveBeenCalledExactlyOnceWith({ kind: "play" });
    expect(shell.bridge.restartEngine).toHaveBeenCalledOnce();
  });

  test("keeps events and commands that come before anybody listens, in order", () => {
    shell.heard.event(refused);
    shell.heard.event({ kind: "crashed", message: "gone" });
    shell.heard.command({ kind: "open" });
    const events: unknown[] = [];
    const commands: unknown[] = [];
    host.engine.listen((event) => events.push(event));
    host.onCommand((command) => commands.push(command));
    expect(events).toEqual([refused, { kind: "crashed", message: "gone" }]);
    expect(commands).toEqual([{ kind: "open" }]);
    shell.heard.event(refused);
    expect(events).toHaveLength(3);
  });

  test("opens and saves through the shell", async () => {
    const request = { file: null, text: "{}", suggestedName: "a", place: null, overwrite: false };
    expect(await host.files.open()).toEqual({ kind: "cancelled" });
    expect(await host.files.save(request)).toEqual({ kind: "cancelled" });
    expect(shell.bridge.saveFile).toHaveBeenCalledExactlyOnceWith(request);
  });

  test("hands a dropped file to the shell, and reads it itself where that finds no path", async () => {
    const opened = {
      kind: "opened",
      file: Uint8Array.of(1),
      place: { id: "/a.json", name: "a.json" },
    } as const;
    shell.bridge.openDropped.mockResolvedValueOnce(opened);
    const file = new File(["{}"], "a.json");
    file.arrayBuffer = async () => Uint8Array.of(0x7b, 0x7d).buffer;
    const dropped = { file, handle: Promise.resolve(null) };
    expect(await host.files.openDropped(dropped)).toEqual(opened);
    expect(shell.bridge.openDropped).toHaveBeenCalledExactlyOnceWith(file);
    expect(await host.files.openDropped(dropped)).toEqual({
      kind: "opened",
      file: Uint8Array.of(0x7b, 0x7d),
      place: { id: "", name: "a.json" },
    });
  });

  test("keeps unsaved work in the shell, and finds it there", async () => {
    const work = { file: Uint8Array.of(1), name: "Iris", step: 3, place: null };
    host.recovery.keep(work);
    host.recovery.forget();
    expect(await host.recovery.left()).toEqual([]);
    expect(await host.recovery.recover("a")).toMatchObject({ kind: "failed" });
    await host.recovery.discard("b");
    const { keepWork, forgetWork, recoverWork, discardWork } = shell.bridge;
    expect(keepWork).toHaveBeenCalledExactlyOnceWith(work);
    expect(forgetWork).toHaveBeenCalledOnce();
    expect([recoverWork.mock.calls, discardWork.mock.calls]).toEqual([[["a"]], [["b"]]]);
  });

  test("shows the document in the title and tells the shell", () => {
    host.showDocument(shownDocument({ name: "Iris", unsaved: true }));
    expect(document.title).toBe("● Iris — Rematrix");
    host.showDocument(shownDocument({ name: "Iris", unsaved: false }));
    expect(document.title).toBe("Iris — Rematrix");
    expect(shell.bridge.showDocument.mock.calls).toEqual([
      [shownDocument({ name: "Iris", unsaved: true })],
      [shownDocument({ name: "Iris", unsaved: false })],
    ]);
  });

  test("prints through the shell", () => {
    host.print();
    expect(shell.bridge.print).toHaveBeenCalledOnce();
  });

  test("passes on the answer to save-and-close", () => {
    host.closeAnswered(true);
    expect(shell.bridge.closeAnswered).toHaveBeenCalledExactlyOnceWith(true);
  });
});
