import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "plist";
import { Data, NtExecutable, NtExecutableResource, Resource } from "resedit";
import { describe, expect, inject, test } from "vitest";
import configuration, { mimeType } from "../../electron/packaging/electron-builder.config.mjs";
import { root } from "../support/sources.ts";

const { application, program, linuxPackages, resources } = inject("packed");
const icons = join(root, "resources/icons");

describe("the packages for Linux, deb and rpm", () => {
  const copied = linuxPackages.map(({ parameters }) =>
    Object.fromEntries(
      parameters.filter((one) => /=\/(?:usr|opt)\//.test(one)).map((one) => one.split("=").reverse()),
    ),
  );

  test("are two", () => {
    expect(linuxPackages).toHaveLength(2);
  });

  test("have a desktop entry that opens experiment files with the lab", () => {
    for (const { desktopEntry } of linuxPackages) {
      const lines = desktopEntry.split("\n");
      expect(lines).toContain("[Desktop Entry]");
      expect(lines).toContain("Icon=rematrix");
      expect(lines).toContain("StartupWMClass=rematrix");
      expect(lines).toContain("Categories=Education;");
      expect(lines).toContain(`MimeType=${mimeType};`);
      expect(desktopEntry).toMatch(/^Exec=\/opt\/Rematrix\/rematrix %[UF]$/m);
    }
  });

  test("lay down the application's and the document's icon in every size", () => {
    for (const files of copied) {
      for (const size of [16, 32, 48, 256, 512].map((side) => `${side}x${side}`)) {
        const theme = `/usr/share/icons/hicolor/${size}`;
        expectSame(files[`${theme}/apps/rematrix.png`], `app/${size}.png`);
        expectSame(files[`${theme}/mimetypes/application-x-rematrix.png`], `document/${size}.png`);
      }
    }
  });

  const tool = "/usr/bin/update-mime-database";
  const why = existsSync(tool) ? "" : " (left out: there is no update-mime-database here)";
  test.skipIf(why !== "")(`teach the desktop the type of *.rematrix and its icon${why}`, () => {
    for (const [i, files] of copied.entries()) {
      const database = mkdtempSync(join(tmpdir(), "rematrix-mime-"));
      mkdirSync(join(database, "packages"));
      writeFileSync(join(database, "packages/rematrix.xml"), linuxPackages[i].mimeTypes);
      cpSync(
        files["/usr/share/mime/packages/rematrix_icon.xml"],
        join(database, "packages/rematrix_icon.xml"),
      );
      expect(spawnSync(tool, [database]).status).toBe(0);
      expect(readFileSync(join(database, "globs"), "utf8")).toContain(`${mimeType}:*.rematrix`);
      expect(readFileSync(join(database, "icons"), "utf8")).toContain(`${mimeType}:application-x-rematrix`);
    }
  });
});

describe("the application for macOS", () => {
  const about = parse(readFileSync(join(application.mac, "Contents/Info.plist"), "utf8"));

  test("edits experiment files, and has an icon for them", () => {
    expect(about).toMatchObject({
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: "Rematrix experiment",
          CFBundleTypeExtensions: ["rematrix"],
          CFBundleTypeRole: "Editor",
          LSHandlerRank: "Owner",
          CFBundleTypeIconFile: "document.icns",
        },
      ],
    });
    expectSame(join(resources.mac, "document.icns"), "document.icns");
  });

  test("has the lab's icon, its identifier and its place among educational ones", () => {
    expect(about).toMatchObject({
      CFBundleIdentifier: "org.rematrix.lab",
      CFBundleIconFile: "icon.icns",
      LSApplicationCategoryType: "public.app-category.education",
    });
    expectSame(join(resources.mac, "icon.icns"), "app.icns");
  });
});

describe("the application for Windows", () => {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(program.win)));

  test("has the lab's icon in every size", () => {
    const groups = Resource.IconGroupEntry.fromEntries(entries);
    const sides = groups.flatMap(({ icons }) => icons.map(({ width }) => width || 256));
    const drawn = Data.IconFile.from(readFileSync(join(icons, "app.ico"))).icons.map(
      ({ width }) => width || 256,
    );
    expect(sides).toEqual(drawn);
  });

  test("is known by the lab's name", () => {
    const [version] = Resource.VersionInfo.fromEntries(entries);
    const values = version.getStringValues(version.getAllLanguagesForStringValues()[0]);
    expect(values).toMatchObject({
      ProductName: "Rematrix",
      FileDescription: "Rematrix",
    });
  });

  test("is given experiment files, under an icon that is there, by its installers", () => {
    expect(configuration.fileAssociations).toMatchObject([{ ext: "rematrix", icon: "document", mimeType }]);
    expect(existsSync(join(icons, "document.ico"))).toBe(true);
  });
});

test.each([
  ["linux", "rematrix"],
  ["win", "Rematrix.exe"],
] as const)("of the runtime's languages only the lab's own goes along, for %s", (system, name) => {
  expect(existsSync(join(application[system], name))).toBe(true);
  expect(existsSync(join(application[system], "locales/en-US.pak"))).toBe(true);
  expect(existsSync(join(application[system], "locales/de.pak"))).toBe(false);
});

/** Expects of a file that it is one of the icons, byte for byte. */
function expectSame(file: string, icon: string): void {
  expect(readFileSync(file).equals(readFileSync(join(icons, icon))), `${file} is ${icon}`).toBe(true);
}
