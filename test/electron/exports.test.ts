import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ExportOutcome, ExportRequest } from "../../electron/contract.ts";
import { exportMenu } from "../../electron/export-menu.ts";
import { exportFile, exportPdf } from "../../electron/exports.ts";
import { BrowserWindow, dialog, resetElectron } from "../support/electron.ts";

vi.mock("electron", () => import("../support/electron.ts"));

let folder: string;
let window: BrowserWindow;
const at = (name: string): string => join(folder, name);
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function write(request: ExportRequest): Promise<ExportOutcome> {
  return exportFile(window as never, request);
}

beforeEach(() => {
  resetElectron();
  folder = mkdtempSync(join(tmpdir(), "rematrix-export-"));
  window = new BrowserWindow({ webPreferences: {} });
});

describe("an export", () => {
  test("goes where the person says, bytes as they are, and leaves nothing beside it", async () => {
    dialog.saveAnswers = [at("loy.py")];
    expect(await write({ name: "a.py", bytes: bytes("print(1)\n") })).toEqual({
      kind: "saved",
      name: "loy.py",
    });
    expect(readFileSync(at("loy.py"), "utf8")).toBe("print(1)\n");
    expect(readdirSync(folder)).toEqual(["loy.py"]);
    expect(dialog.saveAsked[0]).toMatchObject({
      filters: [{ name: "PY", extensions: ["py"] }],
      properties: ["showOverwriteConfirmation", "createDirectory"],
    });
  });

  test("asks every time, in the folder of the last one", async () => {
    dialog.saveAnswers = [at("a.csv"), at("b.csv")];
    await write({ name: "a.csv", bytes: bytes("1") });
    await write({ name: "a.csv", bytes: bytes("2") });
    expect(dialog.saveAsked).toHaveLength(2);
    expect(dialog.saveAsked[1].defaultPath).toBe(at("a.csv"));
    expect(readFileSync(at("a.csv"), "utf8")).toBe("1");
  });

  test("under a name without an ending gets its own, as Linux's dialog adds none", async () => {
    dialog.saveAnswers = [at("costs"), at("costs at 0.01"), at("costs")];
    const names = [];
    for (const text of ["1", "2", "3"]) names.push(await write({ name: "a.csv", bytes: bytes(text) }));
    // The last one: nobody was asked whether costs.csv shall be replaced.
    expect(names).toMatchObject([{ name: "costs.csv" }, { name: "costs at 0.01.csv" }, { name: "costs" }]);
    expect(readFileSync(at("costs.csv"), "utf8")).toBe("1");
  });

  test("that is cancelled writes nothing", async () => {
    expect(await write({ name: "a.py", bytes: bytes("x") })).toEqual({ kind: "cancelled" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("that cannot be written says why", async () => {
    dialog.saveAnswers = [at("nowhere/a.py")];
    expect(await write({ name: "a.py", bytes: bytes("x") })).toMatchObject({ kind: "failed" });
  });

  test.each(["../../etc/passwd", "/etc/passwd", "C:\\windows\\a.py", "..", ""])(
    "named %j by the page is offered under a plain name in the folder",
    async (name) => {
      dialog.saveAnswers = [at("first.py")];
      await write({ name: "first.py", bytes: bytes("") });
      await write({ name, bytes: bytes("x") });
      const offered = dialog.saveAsked[1].defaultPath;
      expect(dirname(offered)).toBe(folder);
      expect(basename(offered)).not.toMatch(/^\.|[\\/:]/);
    },
  );
});

describe("the window as PDF", () => {
  test("is as it would be printed, colours and all", async () => {
    const asked: unknown[] = [];
    Object.assign(window.webContents, {
      printToPDF: (options: unknown) => {
        asked.push(options);
        return Promise.resolve(Buffer.from("%PDF"));
      },
    });
    dialog.saveAnswers = [at("lab.pdf")];
    expect(await exportPdf(window as never, "lab.pdf")).toEqual({ kind: "saved", name: "lab.pdf" });
    expect(readFileSync(at("lab.pdf"), "latin1")).toBe("%PDF");
    expect(asked).toEqual([{ printBackground: true, preferCSSPageSize: true }]);
  });
});

test("the menu's items ask for the dialog with their kind chosen, the first with none", () => {
  const asked: unknown[] = [];
  const items = exportMenu(true, (kind) => asked.push(kind), undefined).filter(
    ({ type }) => type !== "separator",
  );
  for (const { click } of items) (click as () => void)();
  expect(asked).toEqual([
    null,
    "numpy",
    "pytorch",
    "keras",
    "notebook",
    "latex",
    "history",
    "matrix-csv",
    "matrix-npy",
    "svg",
    "png",
    "pdf",
  ]);
});
