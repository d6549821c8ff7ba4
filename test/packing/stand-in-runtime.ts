import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build as plist } from "plist";

/*
 * Folders that electron-builder takes for Electron's own distribution, so that packing needs no download.
 * Each executable carries a fuse wire as Electron's does, with every fuse as Electron ships it, so that
 * flipping can be watched; none of them runs anything.
 */

/** The systems that the lab is packed for. */
export type System = "linux" | "win" | "mac";

/** What @electron/fuses looks for; then the wire's version, its length, and one character per fuse. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 8]),
  Buffer.from("10110001"),
]);

/** Writes a distribution for a system into a folder. */
export function writeStandInRuntime(system: System, folder: string): void {
  const write = (name: string, content: string | Buffer): void => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, 0o755);
  };
  write("LICENSE", "Electron's licence");
  write("LICENSES.chromium.html", "Chromium's licences");
  write("version", "0.0.0");
  if (system === "mac") return writeMac(write);
  write(
    system === "linux" ? "electron" : "electron.exe",
    system === "linux" ? linuxProgram() : windowsProgram(),
  );
  for (const language of ["de", "en-US", "ru"]) write(`locales/${language}.pak`, language);
}

function linuxProgram(): Buffer {
  return Buffer.concat([Buffer.from("#!/bin/sh\nexit 1\n"), fuseWire]);
}

function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.create(
    1033,
    { fileVersionMS: 1, fileVersionLS: 0, productVersionMS: 1, productVersionLS: 0 },
    [{ lang: 1033, codepage: 1200, values: { FileDescription: "Electron", ProductName: "Electron" } }],
  );
  version.outputToResourceEntries(resources.entries);
  resources.entries.push({
    type: "FUSES",
    id: 1,
    lang: 1033,
    codepage: 1200,
    bin: new Uint8Array(fuseWire).buffer,
  });
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

function writeMac(write: (name: string, content: string | Buffer) => void): void {
  const frameworks = "Electron.app/Contents/Frameworks";
  const about = (name: string): string => plist({ CFBundleExecutable: name, CFBundleName: name });
  write("Electron.app/Contents/Info.plist", about("Electron"));
  write("Electron.app/Contents/MacOS/Electron", "");
  for (const language of ["en", "de"])
    write(`Electron.app/Contents/Resources/${language}.lproj/locale.pak`, "");
  const framework = `${frameworks}/Electron Framework.framework`;
  write(`${framework}/Electron Framework`, fuseWire);
  for (const language of ["en", "de"])
    write(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, "");
  for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"]) {
    const name = `Electron Helper${kind}`;
    write(`${frameworks}/${name}.app/Contents/Info.plist`, about(name));
    write(`${frameworks}/${name}.app/Contents/MacOS/${name}`, "");
  }
}
