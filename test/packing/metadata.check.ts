import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import packageFile from "../../package.json" with { type: "json" };

const { linuxPackages } = inject("packed");
/** What fpm is told of each package: `--name`, `--maintainer`, … */
const told = linuxPackages.map(({ parameters }) => {
  const found = parameters.flatMap((one, i): [string, string][] =>
    one.startsWith("--") ? [[one.slice(2), parameters[i + 1]]] : [],
  );
  return Object.fromEntries(found);
});

describe.each(["deb", "rpm"])("what a %s says of itself", (kind) => {
  const about = told.find((one) => one.package.endsWith(`.${kind}`));

  test("names the lab, its version, its licence and who keeps it, in the form that packages have", () => {
    expect(about).toMatchObject({
      architecture: "amd64",
      name: "rematrix",
      version: packageFile.version,
      license: packageFile.license,
      url: packageFile.homepage,
    });
    expect(about?.maintainer).toMatch(/^[^<>]+ <[^\s<>@]+@[^\s<>@]+>$/);
    expect(about?.url).toMatch(/^https:\/\/[^\s]+$/);
    // Neither has a place for a dash, which parts a version from what a distribution adds to it.
    expect(about?.version).toMatch(/^\d[\w.~+]*$/);
  });

  test("has a summary in one short line, and says more below", () => {
    const [summary, ...more] = (kind === "deb"
      ? about?.description
      : `${about?.["rpm-summary"]}\n ${about?.description}`
    )?.split("\n") ?? [""];
    expect(summary).toMatch(/^[A-Z].{10,79}[^.]$/);
    expect(more).not.toEqual([]);
    for (const line of more) expect(line).toMatch(/^ \S/);
  });
});

const tool = spawnSync("dpkg-deb", ["--version"]).status === 0;
const why = tool ? "" : " (left out: there is no dpkg-deb here)";

test.skipIf(!tool)(`Debian's own tool takes what the deb says of itself without a warning${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "rematrix-deb-"));
  const about = told.find((one) => one.package.endsWith(".deb"));
  mkdirSync(join(folder, "DEBIAN"));
  const fields = {
    Package: about?.name,
    Version: about?.version,
    License: about?.license,
    Vendor: about?.vendor,
    Architecture: about?.architecture,
    Maintainer: about?.maintainer,
    Section: about?.category,
    Priority: about?.["deb-priority"],
    Homepage: about?.url,
    Description: about?.description,
  };
  const control = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(folder, "DEBIAN/control"), control.join(""));
  const { status, stderr } = spawnSync("dpkg-deb", ["--build", folder, `${folder}.deb`], {
    encoding: "utf8",
  });
  // fpm writes these two, which Debian does not know, into every package that it makes.
  const warnings = stderr
    .split("\n")
    .filter((line) => /warning/.test(line) && !/'(?:License|Vendor)'/.test(line));
  expect([status, warnings]).toEqual([0, []]);
  const shown = spawnSync("dpkg-deb", ["--field", `${folder}.deb`, "Section", "Homepage"], {
    encoding: "utf8",
  });
  expect(shown.stdout).toBe(`Section: education\nHomepage: ${about?.url}\n`);
});
