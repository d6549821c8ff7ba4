import { Arch, build, Platform, type Configuration } from "electron-builder";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import configuration from "../../electron/packaging/electron-builder.config.mjs";
import { writeStandInRuntime, type System } from "./stand-in-runtime.ts";

/** What packing left on the disk, for each system. */
export interface Packed {
  /** The folder of everything, to be removed in the end. */
  readonly folder: string;
  /** Where a system's application stands, as an installer would lay it down. */
  readonly application: Readonly<Record<System, string>>;
  /** The executable whose fuses were flipped. */
  readonly program: Readonly<Record<System, string>>;
  /** Where a system's application keeps its archive. */
  readonly resources: Readonly<Record<System, string>>;
  /** How fpm would have been called for the packages of Linux, and the desktop entry it would take. */
  readonly linuxPackages: readonly LinuxPackage[];
}

/** One package for Linux: fpm's arguments, and the files that are made for it alone. */
export interface LinuxPackage {
  readonly parameters: readonly string[];
  readonly desktopEntry: string;
  readonly mimeTypes: string;
}

/**
 * Packs the lab for all three systems from the build in out/, as `npm run dist` does, with stand-ins in the
 * place of Electron's runtime; installers, which need downloads, are left out.
 */
export async function packWithStandIns(): Promise<Packed> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "rematrix-dist-")));
  const runtimes = { linux: "linux", win32: "win", darwin: "mac" } as const;
  for (const system of Object.values(runtimes)) {
    mkdirSync(join(folder, "runtimes", system), { recursive: true });
    writeStandInRuntime(system, join(folder, "runtimes", system));
  }
  const linuxPackages: LinuxPackage[] = [];
  const standIn = ({ platformName }: { platformName: string }): string =>
    join(folder, "runtimes", runtimes[platformName as keyof typeof runtimes]);
  await build({
    targets: new Map([
      ...Platform.LINUX.createTarget(["dir", "deb", "rpm"], Arch.x64),
      ...Platform.WINDOWS.createTarget("dir", Arch.x64),
      ...Platform.MAC.createTarget("dir", Arch.x64),
    ]),
    publish: "never",
    config: {
      ...configuration,
      directories: { ...configuration.directories, output: join(folder, "dist") },
      electronDist: standIn as unknown as Configuration["electronDist"],
    },
    // Called with what fpm would get; `true` says that nothing more is wanted.
    effectiveOptionComputed: (computed) => {
      const [parameters, desktopFile] = computed as [string[], string];
      const made = parameters.find((one) => one.endsWith("=/usr/share/mime/packages/rematrix.xml"));
      linuxPackages.push({
        parameters,
        desktopEntry: readFileSync(desktopFile, "utf8"),
        mimeTypes: readFileSync((made ?? "").split("=")[0], "utf8"),
      });
      return Promise.resolve(true);
    },
  });
  const application = {
    linux: join(folder, "dist/linux-unpacked"),
    win: join(folder, "dist/win-unpacked"),
    mac: join(folder, "dist/mac/Rematrix.app"),
  };
  return {
    folder,
    application,
    program: {
      linux: join(application.linux, "rematrix"),
      win: join(application.win, "Rematrix.exe"),
      mac: application.mac,
    },
    resources: {
      linux: join(application.linux, "resources"),
      win: join(application.win, "resources"),
      mac: join(application.mac, "Contents/Resources"),
    },
    linuxPackages,
  };
}
