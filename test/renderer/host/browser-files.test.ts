// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createBrowserFiles } from "../../../renderer/host/browser-files.ts";
import { archiveLimits } from "../../../core/archive/limits.ts";
import type { PickerWindow } from "../../../renderer/host/file-pickers.ts";
import type { SaveRequest } from "../../../renderer/host/host.ts";
import { waitFor } from "../../support/wait.ts";

/** A file on the person's disk, as a picker's handle shows it. */
class StandInHandle {
  readonly name: string;
  content: Content;
  modified = 1000;
  refusal: DOMException | null = null;
  constructor(name: string, content: Content = "") {
    this.name = name;
    this.content = content;
  }
  getFile(): Promise<File> {
    return Promise.resolve(fileOf(this.name, this.content, { lastModified: this.modified }));
  }
  createWritable(): Promise<{ write(content: Content): Promise<void>; close(): Promise<void> }> {
    if (this.refusal !== null) return Promise.reject(this.refusal);
    let written: Content = "";
    return Promise.resolve({
      write: async (content) => void (written = content),
      close: async () => {
        this.content = written;
        this.modified += 1000;
      },
    });
  }
}

type Content = string | Uint8Array;
// jsdom's own arrays, which are others than Node's.
const bytesOf = (content: Content): Uint8Array =>
  typeof content === "string" ? Uint8Array.from(new TextEncoder().encode(content)) : content;

/** jsdom's File lacks `arrayBuffer()`. */
function fileOf(name: string, content: Content, facts: { size?: number; lastModified?: number } = {}): File {
  const bytes = bytesOf(content);
  const arrayBuffer = async () => bytes.slice().buffer;
  return { name, size: bytes.length, lastModified: 1000, ...facts, arrayBuffer } as unknown as File;
}

const error = (name: string, message = ""): DOMException => new DOMException(message, name);
const whole = Uint8Array.of(0x50, 0x4b, 3, 4);
const request = {
  file: whole,
  text: '{"a": 1}',
  suggestedName: "iris.rematrix",
  place: null,
  overwrite: false,
} satisfies SaveRequest;

function pickersWith(open: () => Promise<StandInHandle>, save: () => Promise<StandInHandle>) {
  return {
    showOpenFilePicker: vi.fn(async () => [(await open()) as unknown as FileSystemFileHandle]),
    showSaveFilePicker: vi.fn(async () => (await save()) as unknown as FileSystemFileHandle),
  } satisfies PickerWindow;
}

const never = (): Promise<never> => Promise.reject(new Error("not asked for"));

describe("with the browser's pickers", () => {
  test("an opened file is written back to without being asked for again", async () => {
    const handle = new StandInHandle("a.rematrix", "old");
    const pickers = pickersWith(async () => handle, never);
    const files = createBrowserFiles(pickers);
    const opened = await files.open();
    expect(opened).toMatchObject({ kind: "opened", file: bytesOf("old"), place: { name: "a.rematrix" } });
    if (opened.kind !== "opened") return;
    expect(await files.save({ ...request, place: opened.place })).toEqual({
      kind: "saved",
      place: opened.place,
      whole: true,
    });
    expect(handle.content).toEqual(whole);
    expect(pickers.showSaveFilePicker).not.toHaveBeenCalled();
  });

  test("a document without a place is asked for once, under its suggested name", async () => {
    const handle = new StandInHandle("chosen.rematrix");
    const pickers = pickersWith(never, async () => handle);
    const files = createBrowserFiles(pickers);
    const saved = await files.save(request);
    expect(saved).toMatchObject({ kind: "saved", place: { name: "chosen.rematrix" } });
    if (saved.kind !== "saved") return;
    await files.save({ ...request, file: Uint8Array.of(2), place: saved.place });
    expect(handle.content).toEqual(Uint8Array.of(2));
    expect(pickers.showSaveFilePicker).toHaveBeenCalledOnce();
    expect(pickers.showSaveFilePicker).toHaveBeenCalledWith(
      expect.objectContaining({ suggestedName: "iris.rematrix" }),
    );
  });

  test("a name that ends in .json gets the experiment without its training", async () => {
    const handle = new StandInHandle("chosen.JSON");
    const saved = await createBrowserFiles(pickersWith(never, async () => handle)).save(request);
    expect(saved).toMatchObject({ kind: "saved", whole: false });
    expect(handle.content).toBe('{"a": 1}');
  });

  test("where there is no training, the experiment is written, whatever the name", async () => {
    const handle = new StandInHandle("chosen.rematrix");
    const files = createBrowserFiles(pickersWith(never, async () => handle));
    expect(await files.save({ ...request, file: null })).toMatchObject({ kind: "saved", whole: false });
    expect(handle.content).toBe('{"a": 1}');
  });

  test("a file that somebody else changed is left alone, and written when that is wanted", async () => {
    const handle = new StandInHandle("a.rematrix", "old");
    const files = createBrowserFiles(pickersWith(async () => handle, never));
    const opened = await files.open();
    if (opened.kind !== "opened") throw new Error(opened.kind);
    const again = { ...request, place: opened.place };
    expect(await files.save(again)).toMatchObject({ kind: "saved" });
    Object.assign(handle, { content: "theirs", modified: 9000 });
    expect(await files.save(again)).toEqual({ kind: "changed" });
    expect(handle.content).toBe("theirs");
    expect(await files.save({ ...again, overwrite: true })).toMatchObject({ kind: "saved" });
    expect(await files.save(again)).toMatchObject({ kind: "saved" });
    expect(handle.content).toEqual(whole);
  });

  test("a file that is gone is written anew", async () => {
    const handle = new StandInHandle("a.rematrix", "old");
    const files = createBrowserFiles(pickersWith(async () => handle, never));
    const opened = await files.open();
    if (opened.kind !== "opened") throw new Error(opened.kind);
    handle.getFile = () => Promise.reject(error("NotFoundError"));
    expect(await files.save({ ...request, place: opened.place })).toMatchObject({ kind: "saved" });
  });

  test("a dropped file is written back to where the browser gives its handle", async () => {
    const handle = new StandInHandle("a.rematrix", "old");
    const files = createBrowserFiles(pickersWith(never, never));
    const dropped = { file: await handle.getFile(), handle: Promise.resolve(handle as never) };
    const opened = await files.openDropped(dropped);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    expect(opened.file).toEqual(bytesOf("old"));
    await files.save({ ...request, place: opened.place });
    expect(handle.content).toEqual(whole);
  });

  test("a cancelled picker is cancelled", async () => {
    const cancel = (): Promise<never> => Promise.reject(error("AbortError"));
    const files = createBrowserFiles(pickersWith(cancel, cancel));
    expect(await files.open()).toEqual({ kind: "cancelled" });
    expect(await files.save(request)).toEqual({ kind: "cancelled" });
  });

  test("a browser that does not allow writing is a failure with what to do", async () => {
    const handle = new StandInHandle("a.json");
    handle.refusal = error("NotAllowedError");
    const files = createBrowserFiles(pickersWith(never, async () => handle));
    expect(await files.save(request)).toEqual({
      kind: "failed",
      reason: "The browser did not allow it.",
    });
  });

  test.each([
    ["a disk without room", "QuotaExceededError", "There is no room left."],
    ["a file in use", "NoModificationAllowedError", "Another program is using the file."],
  ])("%s is a failure in plain words", async (_, name, reason) => {
    const handle = new StandInHandle("a.rematrix");
    handle.refusal = error(name);
    const files = createBrowserFiles(pickersWith(never, async () => handle));
    expect(await files.save(request)).toEqual({ kind: "failed", reason });
  });

  test.each([
    ["a.rematrix", 2 * 2 ** 30, "It is 2048 MB large; the lab reads files up to 640 MB."],
    ["a.json", archiveLimits.experiment + 1, "It is 65 MB large; the lab reads files up to 64 MB."],
  ])("%s of %d bytes is refused with both sizes, and not read", async (name, size, reason) => {
    const handle = new StandInHandle(name);
    const file = { ...fileOf(name, "", { size }), arrayBuffer: never };
    handle.getFile = () => Promise.resolve(file);
    const files = createBrowserFiles(pickersWith(async () => handle, never));
    expect(await files.open()).toEqual({ kind: "failed", name, reason });
  });

  test("a file that is gone when it is read is a failure with its name", async () => {
    const handle = new StandInHandle("a.json");
    handle.getFile = () => Promise.reject(error("NotFoundError"));
    expect(await createBrowserFiles(pickersWith(async () => handle, never)).open()).toEqual({
      kind: "failed",
      name: "a.json",
      reason: "The file is no longer where it was.",
    });
  });
});

describe("without pickers", () => {
  let clicked: HTMLElement[];
  let downloaded: string[];

  beforeEach(() => {
    clicked = [];
    downloaded = [];
    vi.spyOn(HTMLElement.prototype, "click").mockImplementation(function (this: HTMLElement) {
      clicked.push(this);
    });
    vi.stubGlobal("URL", {
      createObjectURL: (blob: Blob) => `blob:${downloaded.push(blob.type)}`,
      revokeObjectURL: () => undefined,
    });
    vi.useFakeTimers();
    return () => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    };
  });

  const files = () => createBrowserFiles({});

  /** The person chooses a file in the input that was opened last. */
  function choose(file: File): void {
    const input = clicked[clicked.length - 1] as HTMLInputElement;
    Object.defineProperty(input, "files", { value: [file] });
    input.dispatchEvent(new Event("change"));
  }

  test("a file is opened through an input for experiments, which is gone afterwards", async () => {
    const opening = files().open();
    expect((clicked[0] as HTMLInputElement).accept).toBe(".rematrix,.json,application/json");
    choose(fileOf("a.json", "{}"));
    expect(await opening).toMatchObject({
      kind: "opened",
      file: bytesOf("{}"),
      place: { name: "a.json" },
    });
    expect(document.querySelector("input")).toBeNull();
  });

  test("a cancelled input is cancelled", async () => {
    const opening = files().open();
    clicked[0].dispatchEvent(new Event("cancel"));
    expect(await opening).toEqual({ kind: "cancelled" });
  });

  test("asking again cancels a question that the browser never reported as cancelled", async () => {
    const access = files();
    const first = access.open();
    const second = access.open();
    expect(await first).toEqual({ kind: "cancelled" });
    choose(fileOf("a.json", "{}"));
    expect(await second).toMatchObject({ kind: "opened" });
  });

  test("a document is downloaded under its suggested name, and has no place to save to", async () => {
    expect(await files().save(request)).toEqual({ kind: "saved", place: null, whole: true });
    expect((clicked[0] as HTMLAnchorElement).download).toBe("iris.rematrix");
    expect(downloaded).toEqual(["application/x-rematrix"]);
    expect(document.querySelector("a")).toBeNull();
  });

  test("an opened document is downloaded under its own name", async () => {
    const access = files();
    const opening = access.open();
    choose(fileOf("from-teacher.json", "{}"));
    const opened = await opening;
    if (opened.kind !== "opened") throw new Error(opened.kind);
    await access.save({ ...request, place: opened.place });
    expect((clicked[1] as HTMLAnchorElement).download).toBe("from-teacher.json");
    expect(downloaded).toEqual(["application/json"]);
  });

  test("the input and the download stand in where a frame may not use the pickers", async () => {
    const forbidden = (): Promise<never> => Promise.reject(error("SecurityError"));
    const access = createBrowserFiles(pickersWith(forbidden, forbidden));
    const opening = access.open();
    await waitFor(() => expect(clicked).toHaveLength(1));
    choose(fileOf("a.json", "{}"));
    expect(await opening).toMatchObject({ kind: "opened" });
    expect(await access.save(request)).toEqual({ kind: "saved", place: null, whole: true });
  });
});
