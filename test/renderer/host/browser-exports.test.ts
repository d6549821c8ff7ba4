// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBrowserExports } from "../../../renderer/host/browser-exports.ts";
import type { ExportFile } from "../../../renderer/host/host.ts";
import type { PickerWindow } from "../../../renderer/host/file-pickers.ts";

const file: ExportFile = { name: "a.py", type: "text/x-python", bytes: new Uint8Array([1, 2]) };

let downloads: string[];

beforeEach(() => {
  downloads = [];
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    downloads.push(this.download);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

function refusing(name: string): PickerWindow {
  return { showSaveFilePicker: () => Promise.reject(new DOMException("no", name)) };
}

describe("an export in a browser", () => {
  it("is a download where there is no picker", async () => {
    expect(await createBrowserExports({}).write(file)).toEqual({ kind: "saved", name: "a.py" });
    expect(downloads).toEqual(["a.py"]);
  });

  it("goes where the picker says, and is whole before it takes its place", async () => {
    const log: unknown[] = [];
    const handle = {
      name: "b.py",
      createWritable: () =>
        Promise.resolve({
          write: (bytes: Uint8Array) => Promise.resolve(log.push([...bytes])),
          close: () => Promise.resolve(log.push("closed")),
        }),
    } as unknown as FileSystemFileHandle;
    const asked: unknown[] = [];
    const pickers: PickerWindow = {
      showSaveFilePicker: (options) => {
        asked.push(options);
        return Promise.resolve(handle);
      },
    };
    expect(await createBrowserExports(pickers).write(file)).toEqual({ kind: "saved", name: "b.py" });
    expect(log).toEqual([[1, 2], "closed"]);
    expect(asked).toMatchObject([
      { suggestedName: "a.py", types: [{ accept: { "text/x-python": [".py"] } }] },
    ]);
    expect(downloads).toEqual([]);
  });

  it("is cancelled, downloaded or has failed as the picker refuses", async () => {
    expect(await createBrowserExports(refusing("AbortError")).write(file)).toEqual({ kind: "cancelled" });
    expect(await createBrowserExports(refusing("SecurityError")).write(file)).toMatchObject({
      kind: "saved",
    });
    expect(await createBrowserExports(refusing("NotAllowedError")).write(file)).toEqual({
      kind: "failed",
      reason: "no",
    });
  });
});
