import { describe, expect, it } from "vitest";
import { stripsOf, type Strip, type Tile } from "../../../renderer/derivation/shape-strips.ts";
import { viewStep } from "../../../renderer/derivation/step-view.ts";
import type { NetworkPlan } from "../../../core/network/plan.ts";
import { articleNetwork, derivationOf, network } from "../support/derivations.ts";

function stripsAtEnd(
  plan: NetworkPlan,
  code: string,
  facts: Parameters<typeof derivationOf>[2] = {},
  expanded = false,
): Strip[] {
  const { derivation, roles } = derivationOf(plan, code, facts);
  const { matrix } = viewStep(derivation, derivation.steps.length, roles, expanded);
  if (matrix.form === null) throw new Error("no matrix form");
  return stripsOf(matrix.form);
}

function spellTile({ tex, rows, columns, rowsIndex, columnsIndex }: Tile): string {
  return `${tex} (${rowsIndex ?? "?"}${rows},${columnsIndex ?? "?"}${columns})`;
}

function spell({ kind, tiles, result }: Strip): string {
  const sign = { dot: " · ", star: " * ", plus: " + ", total: "", alone: "" }[kind];
  const head = kind === "total" ? "Σ " : "";
  const { rows, columns } = result;
  return `${head}${tiles.map(spellTile).join(sign)} ⇒ (${rows},${columns})`;
}

describe("strips of shapes", () => {
  it("of the article's δW⁽¹⁾ begin with the outermost product and end in the innermost bracket", () => {
    expect(stripsAtEnd(articleNetwork, "W1").map(spell)).toEqual([
      String.raw`{X}^{\mathsf{T}} (m3,i10) · [\cdots] (i10,n4) ⇒ (3,4)`,
      String.raw`[\cdots] (i10,n4) * f_{1}'(A) (i10,n4) ⇒ (10,4)`,
      String.raw`(\tilde{Y} \ast f_{2}'(C)) (i10,01) · {W^{(2)}}^{\mathsf{T}} (01,n4) ⇒ (10,4)`,
      String.raw`\tilde{Y} (i10,01) * f_{2}'(C) (i10,01) ⇒ (10,1)`,
    ]);
  });

  it("of a network without activations are one strip: (3,10)(10,1)(1,4) ⇒ (3,4)", () => {
    expect(stripsAtEnd(network(false, [4, "linear"], [1, "linear"]), "W1").map(spell)).toEqual([
      String.raw`{X}^{\mathsf{T}} (m3,i10) · \tilde{Y} (i10,01) · {W^{(2)}}^{\mathsf{T}} (01,n4) ⇒ (3,4)`,
    ]);
  });

  it("of a product that is transposed as a whole show its factors turned, one by one", () => {
    expect(stripsAtEnd(network(false, [4, "linear"], [1, "linear"]), "W2").map(spell)).toEqual([
      String.raw`{W^{(1)}}^{\mathsf{T}} (m4,j3) · {X}^{\mathsf{T}} (j3,i10) · \tilde{Y} (i10,01) ⇒ (4,1)`,
    ]);
  });

  it("of a bias sum the rows up", () => {
    expect(stripsAtEnd(network(true, [1, "cube"]), "b1").map(spell)).toEqual([
      String.raw`Σ (\tilde{Y} \ast f_{1}'(A)) (i10,01) ⇒ (1,1)`,
      String.raw`\tilde{Y} (i10,01) * f_{1}'(A) (i10,01) ⇒ (10,1)`,
    ]);
  });

  it("of a gradient with a penalty are added up, and a name alone has no strip of its own", () => {
    const plan = network(false, [2, "linear"]);
    expect(stripsAtEnd(plan, "W1", { penalty: { l1: 0, l2: 0.1 } }).map(spell)).toEqual([
      String.raw`({X}^{\mathsf{T}} \cdot \tilde{Y}) (m3,n2) + W^{(1)} (m3,n2) ⇒ (3,2)`,
      String.raw`{X}^{\mathsf{T}} (m3,i10) · \tilde{Y} (i10,n2) ⇒ (3,2)`,
    ]);
  });

  it("with shared names written out go down to the network's matrices, every axis of the right size", () => {
    const deep = network(true, [5, "tanh"], [4, "tanh"], [3, "tanh"], [2, "tanh"]);
    const short = stripsAtEnd(deep, "W1");
    const long = stripsAtEnd(deep, "W1", {}, true);
    expect(short.flatMap(({ tiles }) => tiles.map(({ tex }) => tex)).join(" ")).toContain("D^{(2)}");
    expect(long.flatMap(({ tiles }) => tiles.map(({ tex }) => tex)).join(" ")).not.toContain("D^");
    expect(long.length).toBeGreaterThan(short.length);
    for (const { kind, tiles } of long) {
      tiles.slice(1).forEach((tile, k) => {
        if (kind === "dot") expect(tile.rows).toBe(tiles[k].columns);
        if (kind === "star") expect([tile.rows, tile.columns]).toEqual([tiles[k].rows, tiles[k].columns]);
      });
    }
  });
});
