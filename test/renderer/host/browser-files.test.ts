// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createBrowserFiles, largestFile } from "../../../renderer/host/browser-files.ts";
import type { PickerWindow } from "../../../renderer/host/file-pickers.ts";

/** A file on the person's disk, as a picker's handle shows it. */
class StandInHandle {
  readonly name: string;
  content: string;
  refusal: DOMException | null = null;
  constructor(name: string, content = "") {
    this.name = name;
    this.content = content;
  }
  getFile(): Promise<File> {
    return Promise.resolve(fileOf(this.name, this.content));
  }
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }> {
    if (this.refusal !== null) return Promise.reject(this.refusal);
    let written = "";
    return Promise.resolve({
      write: async (text) => void (written += text),
      close: async () => void (this.content = written),
    });
  }
}

/** jsdom's File lacks `text()`. */
function fileOf(name: string, content: string, size = content.length): File {
  return { name, size, text: () => Promise.resolve(content) } as File;
}

const error = (name: string, message = ""): DOMException => new DOMException(message, name);
const request = { text: '{"a": 1}', suggestedName: "iris.json", place: null };

function pickersWith(open: () => Promise<StandInHandle>, save: () => Promise<StandInHandle>) {
  return {
    showOpenFilePicker: vi.fn(async () => [(await open()) as unknown as FileSystemFileHandle]),
    showSaveFilePicker: vi.fn(async () => (await save()) as unknown as FileSystemFileHandle),
  } satisfies PickerWindow;
}

const never = (): Promise<never> => Promise.reject(new Error("not asked for"));

describe("with the browser's pickers", () => {
  test("an opened file is written back to without being asked for again", async () => {
    const handle = new StandInHandle("a.json", "old");
    const pickers = pickersWith(async () => handle, never);
    const files = createBrowserFiles(pickers);
    const opened = await files.open();
    expect(opened).toMatchObject({ kind: "opened", text: "old", place: { name: "a.json" } });
    if (opened.kind !== "opened") return;
    expect(await files.save({ ...request, place: opened.place })).toEqual({
      kind: "saved",
      place: opened.place,
    });
    expect(handle.content).toBe('{"a": 1}');
    expect(pickers.showSaveFilePicker).not.toHaveBeenCalled();
  });

  test("a document without a place is asked for once, under its suggested name", async () => {
    const handle = new StandInHandle("chosen.json");
    const pickers = pickersWith(never, async () => handle);
    const files = createBrowserFiles(pickers);
    const saved = await files.save(request);
    expect(saved).toMatchObject({ kind: "saved", place: { name: "chosen.json" } });
    if (saved.kind !== "saved") return;
    await files.save({ ...request, text: "2", place: saved.place });
    expect(handle.content).toBe("2");
    expect(pickers.showSaveFilePicker).toHaveBeenCalledOnce();
    expect(pickers.showSaveFilePicker).toHaveBeenCalledWith(
      expect.objectContaining({ suggestedName: "iris.json" }),
    );
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
      reason: "The browser did not allow it. Save as… asks for a new place.",
    });
  });

  test("a file of more than 64 MB is refused with both sizes", async () => {
    const handle = new StandInHandle("large.json");
    handle.getFile = () => Promise.resolve(fileOf("large.json", "", largestFile + 1));
    expect(await createBrowserFiles(pickersWith(async () => handle, never)).open()).toEqual({
      kind: "failed",
      name: "large.json",
      reason: "It is 65 MB large; the lab reads files up to 64 MB.",
    });
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

  test("a file is opened through an input for JSON, which is gone afterwards", async () => {
    const opening = files().open();
    expect((clicked[0] as HTMLInputElement).accept).toBe(".json,application/json");
    choose(fileOf("a.json", "{}"));
    expect(await opening).toMatchObject({ kind: "opened", text: "{}", place: { name: "a.json" } });
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
    expect(await files().save(request)).toEqual({ kind: "saved", place: null });
    expect((clicked[0] as HTMLAnchorElement).download).toBe("iris.json");
    expect(downloaded).toEqual(["application/json"]);
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
  });

  test("the input and the download stand in where a frame may not use the pickers", async () => {
    const forbidden = (): Promise<never> => Promise.reject(error("SecurityError"));
    const access = createBrowserFiles(pickersWith(forbidden, forbidden));
    const opening = access.open();
    await vi.waitFor(() => expect(clicked).toHaveLength(1));
    choose(fileOf("a.json", "{}"));
    expect(await opening).toMatchObject({ kind: "opened" });
    expect(await access.save(request)).toEqual({ kind: "saved", place: null });
  });
});
