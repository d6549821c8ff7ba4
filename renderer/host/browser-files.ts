import { openTypes, saveTypes, type PickerWindow } from "./file-pickers.ts";
import type { FileAccess, FilePlace, OpenOutcome, SaveOutcome, SaveRequest } from "./host.ts";
import { askForFile, download } from "./input-file.ts";
import { isPlain } from "./plain-name.ts";
import { isNamed, readFile, reasonOf } from "./read-file.ts";

/** A file that can be written again, and when it was last changed as far as this page knows. */
interface Known {
  readonly handle: FileSystemFileHandle;
  modified: number;
}

/** A place as it outlives the page: with the handle, where the browser gave one. */
export interface StoredPlace {
  readonly name: string;
  readonly handle: FileSystemFileHandle | null;
  readonly modified: number;
}

/** Takes places into the store and out of it. */
export interface PlaceKeeper {
  stored(place: FilePlace): StoredPlace;
  adopt(place: StoredPlace): FilePlace;
}

/**
 * Files in a browser: the pickers where they exist, and their handle for the next save; elsewhere an
 * `<input>` and a download.
 */
export function createBrowserFiles(pickers: PickerWindow = window as PickerWindow): FileAccess & PlaceKeeper {
  const known = new Map<string, Known>();
  let places = 0;

  function placeOf(name: string, handle: FileSystemFileHandle | null, modified: number): FilePlace {
    const id = `place-${++places}`;
    if (handle !== null) known.set(id, { handle, modified });
    return { id, name };
  }

  function read(file: File, handle: FileSystemFileHandle | null): Promise<OpenOutcome> {
    return readFile(file, placeOf(file.name, handle, file.lastModified));
  }

  async function openWithInput(): Promise<OpenOutcome> {
    const file = await askForFile(".rematrix,.json,application/json");
    return file === null ? { kind: "cancelled" } : read(file, null);
  }

  async function write(
    handle: FileSystemFileHandle,
    request: SaveRequest,
    before: Known | null,
  ): Promise<SaveOutcome> {
    const whole = request.file !== null && !isPlain(handle.name);
    try {
      // The stream writes beside the file and takes its place on close: an interrupted save loses nothing.
      const stream = await handle.createWritable();
      await stream.write(whole ? (request.file as Uint8Array<ArrayBuffer>) : request.text);
      await stream.close();
    } catch (error) {
      return { kind: "failed", reason: reasonOf(error) };
    }
    const modified = (await modifiedOf(handle)) ?? 0;
    if (before === null) return { kind: "saved", place: placeOf(handle.name, handle, modified), whole };
    before.modified = modified;
    return { kind: "saved", place: request.place, whole };
  }

  function offerDownload(request: SaveRequest): SaveOutcome {
    const name = request.place?.name ?? request.suggestedName;
    const whole = request.file !== null && !isPlain(name);
    download(whole ? (request.file as Uint8Array<ArrayBuffer>) : request.text, name);
    return { kind: "saved", place: null, whole };
  }

  return {
    opensWindows: false,

    async open() {
      if (pickers.showOpenFilePicker === undefined) return openWithInput();
      let name = "";
      try {
        const [handle] = await pickers.showOpenFilePicker({ ...openTypes(), multiple: false });
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

    stored({ id, name }) {
      const { handle = null, modified = 0 } = known.get(id) ?? {};
      return { name, handle, modified };
    },

    adopt: ({ name, handle, modified }) => placeOf(name, handle, modified),

    openDropped: async ({ file, handle }) => read(file, await handle),

    async save(request) {
      const before = request.place === null ? undefined : known.get(request.place.id);
      if (before !== undefined) {
        const modified = request.overwrite ? null : await modifiedOf(before.handle);
        if (modified !== null && modified !== before.modified) return { kind: "changed" };
        return write(before.handle, request, before);
      }
      if (pickers.showSaveFilePicker === undefined) return offerDownload(request);
      const suggestedName = request.place?.name ?? request.suggestedName;
      try {
        const types = saveTypes(isPlain(suggestedName));
        return await write(await pickers.showSaveFilePicker({ ...types, suggestedName }), request, null);
      } catch (error) {
        if (isNamed(error, "AbortError")) return { kind: "cancelled" };
        if (isNamed(error, "SecurityError")) return offerDownload(request);
        return { kind: "failed", reason: reasonOf(error) };
      }
    },
  };
}

/** When a file was last changed, in milliseconds since 1970; null where it is gone, or not to be looked at. */
async function modifiedOf(handle: FileSystemFileHandle): Promise<number | null> {
  try {
    return (await handle.getFile()).lastModified;
  } catch {
    return null;
  }
}
