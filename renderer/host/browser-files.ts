import { locale } from "../messages/locale.svelte.ts";
import { experimentType, type PickerWindow } from "./file-pickers.ts";
import type { FileAccess, FilePlace, OpenOutcome, SaveOutcome, SaveRequest } from "./host.ts";
import { askForFile, download } from "./input-file.ts";

/** Largest file the lab reads, in bytes; an experiment is a few kilobytes. */
export const largestFile = 64 * 1024 * 1024;

/**
 * Files in a browser: the pickers where they exist, and their handle for the next save; elsewhere an
 * `<input>` and a download.
 */
export function createBrowserFiles(pickers: PickerWindow = window as PickerWindow): FileAccess {
  const handles = new Map<string, FileSystemFileHandle>();
  let places = 0;

  function placeOf(name: string, handle: FileSystemFileHandle | null): FilePlace {
    const id = `place-${++places}`;
    if (handle !== null) handles.set(id, handle);
    return { id, name };
  }

  async function read(file: File, handle: FileSystemFileHandle | null): Promise<OpenOutcome> {
    if (file.size > largestFile) return { kind: "failed", name: file.name, reason: tooLarge(file.size) };
    try {
      return { kind: "opened", text: await file.text(), place: placeOf(file.name, handle) };
    } catch (error) {
      return { kind: "failed", name: file.name, reason: reasonOf(error) };
    }
  }

  async function openWithInput(): Promise<OpenOutcome> {
    const file = await askForFile(".json,application/json");
    return file === null ? { kind: "cancelled" } : read(file, null);
  }

  async function write(
    handle: FileSystemFileHandle,
    text: string,
    known: FilePlace | null,
  ): Promise<SaveOutcome> {
    try {
      // The stream writes beside the file and takes its place on close: an interrupted save loses nothing.
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
      return { kind: "saved", place: known ?? placeOf(handle.name, handle) };
    } catch (error) {
      return { kind: "failed", reason: reasonOf(error) };
    }
  }

  function offerDownload(request: SaveRequest): SaveOutcome {
    download(request.text, request.place?.name ?? request.suggestedName);
    return { kind: "saved", place: null };
  }

  return {
    opensWindows: false,

    async open() {
      if (pickers.showOpenFilePicker === undefined) return openWithInput();
      let name = "";
      try {
        const [handle] = await pickers.showOpenFilePicker({ ...experimentType, multiple: false });
        if (handle === undefined) return { kind: "cancelled" };
        name = handle.name;
        return await read(await handle.getFile(), handle);
      } catch (error) {
        if (isNamed(error, "AbortError")) return { kind: "cancelled" };
        // A frame of another origin may not use the pickers; the input still works there.
        if (isNamed(error, "SecurityError")) return openWithInput();
        return { kind: "failed", name, reason: reasonOf(error) };
      }
    },

    async save(request) {
      const known = request.place === null ? undefined : handles.get(request.place.id);
      if (known !== undefined) return write(known, request.text, request.place);
      if (pickers.showSaveFilePicker === undefined) return offerDownload(request);
      const suggestedName = request.place?.name ?? request.suggestedName;
      try {
        const handle = await pickers.showSaveFilePicker({ ...experimentType, suggestedName });
        return await write(handle, request.text, null);
      } catch (error) {
        if (isNamed(error, "AbortError")) return { kind: "cancelled" };
        if (isNamed(error, "SecurityError")) return offerDownload(request);
        return { kind: "failed", reason: reasonOf(error) };
      }
    },
  };
}

/** What browsers throw is a DOMException, whose name says what happened. */
function isNamed(error: unknown, name: string): boolean {
  return (error as Error | null)?.name === name;
}

function tooLarge(size: number): string {
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;
  return locale.text.host.tooLarge(megabytes(size), megabytes(largestFile));
}

function reasonOf(error: unknown): string {
  if (isNamed(error, "NotAllowedError")) return locale.text.host.notAllowed;
  if (isNamed(error, "NotFoundError")) return locale.text.host.fileGone;
  return error instanceof Error ? error.message : String(error);
}
