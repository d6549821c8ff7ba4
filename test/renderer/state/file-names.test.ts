import { describe, expect, it } from "vitest";
import { suggestName } from "../../../renderer/state/file-names.ts";
import { placeNamed } from "../support/fake-files.ts";

describe("the name of a file", () => {
  it.each([
    ["The article's network", "the-articles-network.rematrix"],
    ["  XOR!  ", "xor.rematrix"],
    ["Сеть № 1", "сеть-1.rematrix"],
    ["../../etc/passwd", "etc-passwd.rematrix"],
    ["", "experiment.rematrix"],
    ["???", "experiment.rematrix"],
  ])("for “%s” is %s", (name, file) => {
    expect(suggestName(name)).toBe(file);
  });

  it("ends in .json where there is no training to save", () => {
    expect(suggestName("XOR", false)).toBe("xor.json");
  });

  it("stays the file's own where the document has one", () => {
    expect(suggestName("XOR", true, placeNamed("My file.JSON"))).toBe("My file.rematrix");
    expect(suggestName("XOR", true, placeNamed("v1.2"))).toBe("v1.2.rematrix");
  });

  it("is not longer than file systems allow", () => {
    expect(suggestName("a".repeat(200)).length).toBeLessThan(100);
  });
});
