import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import packageFile from "../../../package.json" with { type: "json" };
import { nodeTooOld } from "../../../electron/launch/node-version.mjs";
import { hasScreen, openerOf } from "../../../electron/launch/open-browser.mjs";
import { openDesktop } from "../../../electron/launch/open-desktop.mjs";
import { downloadRuntime, electronExecutable, whyNoWindow } from "../../../electron/launch/runtime.mjs";
import { help, readOptions } from "../../../electron/launch/start-options.mjs";

afterEach(() => vi.unstubAllEnvs());

describe("a Node that runs the lab", () => {
  test.each(["20.19.0", "20.20.2", "22.12.0", "22.20.1", "23.0.0", "24.1.0"])("is %s", (version) => {
    expect(nodeTooOld(version)).toBeNull();
  });

  test.each(["12.22.0", "18.20.0", "20.18.3", "21.7.0", "22.11.0"])("is not %s", (version) => {
    expect(nodeTooOld(version)).toContain(`this is Node ${version}.`);
  });

  test("is what package.json says", () => {
    expect(packageFile.engines.node).toBe("^20.19.0 || >=22.12.0");
  });
});

describe("the options of npm start", () => {
  test("are the desktop edition, and 4173 for the browser's, when there are none", () => {
    expect(readOptions([])).toEqual({
      options: { browser: false, port: 4173, open: true, help: false, file: null },
    });
  });

  test("take the browser edition, a port and a file", () => {
    expect(readOptions(["--browser", "--port", "8080", "--no-open", "a.json"])).toEqual({
      options: { browser: true, port: 8080, open: false, help: false, file: "a.json" },
    });
  });

  test("take a port as a wish for the browser edition", () => {
    expect(readOptions(["--port=8080"])).toMatchObject({ options: { browser: true, port: 8080 } });
  });

  test.each([["--port", "many"], ["--port", "70000"], ["--port", "1.5"], ["--brwser"], ["a.json", "b.json"]])(
    "say what is wrong with %s %s",
    (...parameters) => {
      expect(readOptions(parameters)).toEqual({ problem: expect.stringMatching(/\w+/) });
    },
  );

  test("are all on the help page", () => {
    for (const option of ["--browser", "--port", "--no-open", "--help"]) expect(help).toContain(option);
  });
});

describe("Electron cannot open a window", () => {
  const desk = { platform: "linux", environment: { DISPLAY: ":0" }, userId: 1000, sandboxRefused: false };

  test("never on a Linux desktop, on macOS and on Windows", () => {
    expect(whyNoWindow(desk)).toBeNull();
    expect(whyNoWindow({ ...desk, environment: { WAYLAND_DISPLAY: "wayland-0" } })).toBeNull();
    for (const platform of ["darwin", "win32"]) {
      expect(whyNoWindow({ platform, environment: {}, userId: 0, sandboxRefused: true })).toBeNull();
    }
  });

  test.each([
    ["without a display", { ...desk, environment: {} }, "there is no display here"],
    ["as root", { ...desk, userId: 0 }, "sandbox does not run as root"],
    ["where Linux refuses the sandbox", { ...desk, sandboxRefused: true }, "does not let Electron have"],
  ])("%s", (_when, machine, reason) => {
    expect(whyNoWindow(machine)).toContain(reason);
  });
});

/** A checkout in which only Electron's package stands, whose installer is `source`. */
function checkoutWith(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-"));
  const installer = join(folder, "node_modules/electron/install.js");
  mkdirSync(dirname(installer), { recursive: true });
  writeFileSync(installer, source);
  vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", undefined);
  // Reachability is not asked of the network where there is a mirror.
  vi.stubEnv("ELECTRON_MIRROR", "http://127.0.0.1:9/");
  return folder;
}

const download = (folder: string, limit?: number): Promise<string | null> =>
  downloadRuntime({ folder, say: () => undefined, limit });

describe("Electron's runtime", () => {
  test("is there once its installer has put it there", async () => {
    const folder = checkoutWith(
      `const fs = require("node:fs"), path = require("node:path");
       const dist = path.join(__dirname, "dist");
       for (const name of ["electron", "electron.exe", "Electron.app/Contents/MacOS/Electron"]) {
         fs.mkdirSync(path.dirname(path.join(dist, name)), { recursive: true });
         fs.writeFileSync(path.join(dist, name), "");
       }`,
    );
    expect(electronExecutable(folder)).toBeNull();
    expect(await download(folder)).toBeNull();
    expect(electronExecutable(folder)).not.toBeNull();
  });

  test("that cannot be fetched is a reason, with the error's own words", async () => {
    const folder = checkoutWith(
      `console.error("TypeError: fetch failed\\n    at node:internal"); process.exit(1);`,
    );
    expect(await download(folder)).toBe("Electron's runtime could not be downloaded (fetch failed)");
  });

  test("that takes too long is a reason, and its download is ended", async () => {
    const folder = checkoutWith(`setInterval(() => {}, 1000);`);
    expect(await download(folder, 300)).toContain("download took longer than");
  });

  test("is not fetched where that is forbidden", async () => {
    const folder = checkoutWith(`throw new Error("must not run");`);
    vi.stubEnv("ELECTRON_SKIP_BINARY_DOWNLOAD", "1");
    expect(await download(folder)).toBe("ELECTRON_SKIP_BINARY_DOWNLOAD forbids its download");
  });
});

describe.runIf(process.platform === "linux" && process.getuid?.() !== undefined)(
  "opening the desktop edition",
  () => {
    /** Where a shell script plays Electron's executable, for a person at a screen. */
    async function open(script: string): Promise<string | null> {
      const dist = mkdtempSync(join(tmpdir(), "rematrix-"));
      writeFileSync(join(dist, "electron"), `#!/bin/sh\n${script}\n`);
      chmodSync(join(dist, "electron"), 0o755);
      vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", dist);
      vi.stubEnv("DISPLAY", ":0");
      vi.spyOn(process, "getuid").mockReturnValue(1000);
      return openDesktop({ folder: dist, file: "a.json", say: () => undefined, refused: () => false });
    }

    test("waits until it is closed", async () => {
      expect(await open("exit 0")).toBeNull();
    });

    test("hands it the checkout and the file's absolute path", async () => {
      vi.stubEnv("npm_lifecycle_event", "");
      expect(await open(`test "$2" = "${join(process.cwd(), "a.json")}"`)).toBeNull();
    });

    test("takes a file's path from the folder in which npm start was typed", async () => {
      vi.stubEnv("npm_lifecycle_event", "start");
      vi.stubEnv("INIT_CWD", "/somewhere");
      expect(await open('test "$2" = /somewhere/a.json')).toBeNull();
    });

    test("gives a reason when it ends at once with an error, as without its libraries", async () => {
      expect(await open("exit 127")).toBe("Electron did not start (exit code 127)");
    });

    test("gives a reason when it is ended by a signal at once", async () => {
      expect(await open("kill -TRAP $$")).toBe("Electron did not start (SIGTRAP)");
    });
  },
);

describe("a browser is opened", () => {
  test("where there is a screen and nobody is far away", () => {
    expect(hasScreen("darwin", {})).toBe(true);
    expect(hasScreen("linux", { DISPLAY: ":0" })).toBe(true);
    expect(hasScreen("linux", {})).toBe(false);
    expect(hasScreen("win32", { CI: "1" })).toBe(false);
    expect(hasScreen("darwin", { SSH_CONNECTION: "1 2 3 4" })).toBe(false);
  });

  test("by the system's own opener", () => {
    const url = "http://127.0.0.1:4173/";
    expect(openerOf("darwin", url)).toEqual(["open", [url]]);
    expect(openerOf("win32", url)).toEqual(["cmd", ["/c", "start", "", url]]);
    expect(openerOf("linux", url)).toEqual(["xdg-open", [url]]);
  });
});
