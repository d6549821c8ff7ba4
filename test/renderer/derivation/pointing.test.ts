import { describe, expect, it } from "vitest";
import { tellNote } from "../../../renderer/derivation/notes.ts";
import { litBy, marksLit, type Lit, type Scene, type Where } from "../../../renderer/derivation/pointing.ts";
import { viewGoal, viewStep } from "../../../renderer/derivation/step-view.ts";
import type { Mark } from "../../../renderer/formula/marks.ts";
import { derivation as texts } from "../../../renderer/messages/en/derivation.ts";
import type { Emphasis } from "../../../renderer/state/focus.svelte.ts";
import { articleNetwork, derivationOf, network } from "../support/derivations.ts";

function sceneAfter(number: number, plan = articleNetwork, code = "W1"): Scene {
  const { derivation, roles } = derivationOf(plan, code);
  const step = viewStep(derivation, number, roles, false);
  const goal = viewGoal(derivation, false);
  return {
    free: derivation.free,
    placed: step.placed,
    roles,
    formulas: {
      before: step.before,
      after: step.after,
      local: step.local,
      matrix: step.matrix.form && step.matrix.formula,
      goal: goal.matrix.form && goal.matrix.formula,
    },
    forms: { matrix: step.matrix.form, goal: goal.matrix.form },
  };
}

function point(scene: Scene, where: Where, kind: Mark["kind"], name: string): Lit {
  return litBy({ where, mark: { kind, name } }, scene);
}

function spell(emphasis: readonly Emphasis[]): string[] {
  return emphasis.map(({ key, axis }) => `${axis} ${key.kind}${key.layer}`);
}

function tell({ note }: Lit, { roles }: Scene): string {
  return note === null ? "" : tellNote(note, roles, texts);
}

/** The first sign of a formula that is of this kind, or a T. */
function signNamed(scene: Scene, where: Where, kind: string, at = 0): string {
  const found = [...(scene.formulas[where]?.signs ?? [])].filter(([, sign]) => sign.kind === kind);
  return found[at][0];
}

describe("an index that is pointed at", () => {
  it("lights its letter everywhere, and its axis in every matrix that has it", () => {
    const scene = sceneAfter(14);
    const lit = point(scene, "after", "index", "i");
    expect(lit.letters).toEqual(["i"]);
    expect(spell(lit.emphasis)).toEqual(["rows error0", "rows Z1", "rows Z0", "rows X0"]);
    expect(tell(lit, scene)).toBe("i runs over samples, 0 … 9: rows of Ỹ, C, A, X.");
  });

  it("that is free lights the gradient's axis, too", () => {
    const scene = sceneAfter(1);
    const lit = point(scene, "legend", "index", "m");
    expect(spell(lit.emphasis)).toEqual(["rows W0", "rows dW0"]);
    expect(tell(lit, scene)).toBe("m runs over features, 0 … 2: rows of W⁽¹⁾; free, so it stays.");
  });

  it("of an axis with one place says so", () => {
    const scene = sceneAfter(18);
    expect(tell(point(scene, "strips", "index", "0"), scene)).toBe("0: this axis has one place only.");
  });

  it("lights the same letter in every formula", () => {
    const scene = sceneAfter(14);
    expect(marksLit(point(scene, "after", "index", "i"), scene.formulas.before!)).toEqual([
      { kind: "index", name: "i" },
    ]);
  });
});

describe("a factor that is pointed at", () => {
  it("lights its matrix: f₁′(A) lights A", () => {
    const scene = sceneAfter(14);
    const [name] = [...scene.formulas.after!.factors].find(([, { kind }]) => kind === "function")!;
    const lit = point(scene, "after", "factor", name);
    expect(lit.codes).toEqual(["C"]);
    expect(spell(lit.emphasis)).toEqual(["both Z1"]);
    expect(tell(lit, scene)).toBe("f₂′(C_i0): the slope of f₂ at C_i0, which is what went into f₂.");
  });

  it("is lit in both lines where the step leaves it alone", () => {
    const scene = sceneAfter(14);
    const lit = point(scene, "after", "factor", "0.0");
    for (const line of [scene.formulas.before!, scene.formulas.after!]) {
      expect(marksLit(lit, line)).toContainEqual({ kind: "factor", name: "0.0" });
    }
  });

  it("that is a derivative lights both of its matrices", () => {
    const scene = sceneAfter(3);
    const [name] = [...scene.formulas.after!.factors].filter(([, { kind }]) => kind === "derivative")[2];
    const lit = point(scene, "after", "factor", name);
    expect(spell(lit.emphasis)).toEqual(["both H0", "both Z0"]);
    expect(tell(lit, scene)).toBe("How much an element of B changes with an element of A: 4 indices.");
  });
});

describe("a δ that is pointed at", () => {
  it("lights both of its letters and says which index it renames", () => {
    const scene = sceneAfter(13);
    const [name] = [...scene.formulas.after!.factors].find(([, { kind }]) => kind === "delta")!;
    const lit = point(scene, "after", "delta", name);
    expect(lit.letters).toEqual(["k", "n"]);
    expect(tell(lit, scene)).toBe("δ_kn renames k to n, and disappears.");
    expect(spell(lit.emphasis)).toEqual(expect.arrayContaining(["rows W1", "columns Z0"]));
    expect(marksLit(lit, scene.formulas.after!)).toContainEqual({ kind: "delta", name });
  });
});

describe("a matrix that is pointed at", () => {
  it("is lit as a whole", () => {
    const scene = sceneAfter(18);
    const lit = point(scene, "goal", "matrix", "X");
    expect(spell(lit.emphasis)).toEqual(["both X0"]);
    expect(tell(lit, scene)).toBe(
      "X (10, 3): a row for each of the samples, a column for each of the features.",
    );
  });

  it("that backpropagation shares is lit in formulas alone", () => {
    const deep = network(true, [3, "tanh"], [2, "tanh"], [2, "tanh"], [1, "tanh"]);
    const scene = sceneAfter(8, deep);
    const lit = point(scene, "goal", "matrix", "D2");
    expect([lit.codes, lit.emphasis]).toEqual([["D2"], []]);
    expect(tell(lit, scene)).toContain("D⁽²⁾ (10, 2): a part that backpropagation shares");
  });
});

describe("a sign that is pointed at", () => {
  const scene = sceneAfter(18);

  it("· says which index it sums over", () => {
    const lit = point(scene, "matrix", "sign", signNamed(scene, "matrix", "dot", 1));
    expect(lit.letters).toEqual(["i"]);
    expect(tell(lit, scene)).toBe("·: i ends X.T, begins […] and is summed: a matrix product.");
  });

  it("* says at which place both stand", () => {
    const lit = point(scene, "matrix", "sign", signNamed(scene, "matrix", "star", 1));
    expect(lit.letters).toEqual(["i", "n"]);
    expect(tell(lit, scene)).toBe(
      "*: both stand at the same place (i, n), nothing is summed: element by element.",
    );
  });

  it("T says why the matrix is turned", () => {
    const lit = point(scene, "goal", "sign", signNamed(scene, "goal", "transpose"));
    expect(spell(lit.emphasis)).toEqual(["both X0", "rows X0", "columns X0"]);
    expect(tell(lit, scene)).toBe(
      "X is turned: m is free and has to stand outside, i is summed and stands inside.",
    );
  });
});

describe("what is not there any more", () => {
  it("lights nothing", () => {
    const scene = sceneAfter(3);
    expect(litBy(null, scene)).toMatchObject({ letters: [], codes: [], emphasis: [], note: null });
    expect(point(scene, "after", "delta", "9.9").note).toBeNull();
    expect(point(scene, "matrix", "sign", "0").note).toBeNull();
  });
});
