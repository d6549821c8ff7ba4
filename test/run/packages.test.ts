import { describe, expect, it } from "vitest";
import { lackingPackages, nodeSuffices } from "./packages.mjs";

describe("the packages that are lacking", () => {
  const wanted = {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a/node_modules/b": { version: "2.0.0" },
    "node_modules/c-win32": { version: "3.0.0", optional: true },
  };

  it("are none when every version is there, optional ones aside", () => {
    const present = {
      "node_modules/a": { version: "1.0.0" },
      "node_modules/a/node_modules/b": { version: "2.0.0" },
    };
    expect(lackingPackages(wanted, present)).toEqual([]);
  });

  it("are all that is not optional where nothing is installed", () => {
    expect(lackingPackages(wanted, {})).toEqual(["a", "b"]);
  });

  it("include one that is there in another version", () => {
    const present = {
      "node_modules/a": { version: "1.0.1" },
      "node_modules/a/node_modules/b": { version: "2.0.0" },
    };
    expect(lackingPackages(wanted, present)).toEqual(["a"]);
  });
});

describe("the Node that is asked for", () => {
  it.each(["20.19.0", "20.20.2", "22.12.0", "24.1.0"])("includes %s", (version) => {
    expect(nodeSuffices(version)).toBe(true);
  });
  it.each(["18.20.0", "20.18.1", "21.7.0", "22.11.0"])("excludes %s", (version) => {
    expect(nodeSuffices(version)).toBe(false);
  });
});
