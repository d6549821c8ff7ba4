import { beforeEach, describe, expect, it } from "vitest";
import { writeIndexText } from "../../../core/calculus/write-text.ts";
import type { NameStyle } from "../../../core/network/names.ts";
import type { LayerPlan } from "../../../core/network/plan.ts";
import { DerivationState, type Subject } from "../../../renderer/derivation/derivation.svelte.ts";
import { dwellOf } from "../../../renderer/derivation/dwell.ts";
import { Source } from "../support/source.ts";

/** Appointments that happen when a test says so. */
class Hand {
  waiting: { readonly at: number; readonly callback: () => void } | null = null;

  readonly after = (milliseconds: number, callback: () => void): (() => void) => {
    const made = { at: milliseconds, callback };
    this.waiting = made;
    return () => {
      if (this.waiting === made) this.waiting = null;
    };
  };

  turn(): void {
    const due = this.waiting;
    this.waiting = null;
    due?.callback();
  }
}

const square: LayerPlan = { units: 4, activation: "square" };
const cube: LayerPlan = { units: 1, activation: "cube" };

function subjectOf(layers: readonly LayerPlan[], bias = false): Subject {
  return {
    network: { bias, layers },
    cost: "sse",
    sizes: { samples: 10, features: 3 },
    targetsSumToOne: false,
  };
}

let hand: Hand;
let subject: Source<Subject | null>;
let style: Source<NameStyle>;
let state: DerivationState;

beforeEach(() => {
  hand = new Hand();
  subject = new Source<Subject | null>(subjectOf([square, cube]));
  style = new Source<NameStyle>("suited");
  state = new DerivationState({
    subject: () => subject.value,
    style: () => style.value,
    after: hand.after,
    dwell: ({ number }) => 1000 + number,
  });
});

function shown(): string {
  const { derivation, number } = state;
  if (derivation === null) throw new Error("nothing is derived");
  const expression = number === 0 ? derivation.start : derivation.steps[number - 1].after;
  return writeIndexText(expression, derivation.free);
}

describe("a derivation", () => {
  it("begins with what is asked for: the article's δW⁽¹⁾ in 18 steps", () => {
    expect([state.chosen?.symbol.code, state.number, state.count]).toEqual(["W1", 0, 18]);
    expect(shown()).toBe("∂Δ/∂W⁽¹⁾_mn");
    expect(state.step?.step).toBeNull();
  });

  it("is gone through step by step, to its ends and no further", () => {
    state.back();
    expect(state.number).toBe(0);
    state.next();
    state.next();
    expect(shown()).toBe("−2 Ỹ_i0 ∂Ŷ_i0/∂W⁽¹⁾_mn");
    state.back();
    expect(state.number).toBe(1);
    state.toEnd();
    state.next();
    expect([state.number, state.atEnd]).toEqual([18, true]);
    expect(shown()).toBe("−2 (X.T · [((Ỹ * f₂′(C)) · W⁽²⁾.T) * f₁′(A)])_mn");
    state.toStart();
    expect(state.number).toBe(0);
  });

  it("of another gradient begins anew; at the end of one, it is at the end of the other", () => {
    state.goTo(5);
    state.choose("W2");
    expect([state.chosen?.symbol.code, state.number, state.count]).toEqual(["W2", 0, 9]);
    state.toEnd();
    state.choose("W1");
    expect([state.number, state.atEnd]).toEqual([18, true]);
    state.choose("W1");
    expect(state.number).toBe(18);
  });

  it("is of nothing while there is no network", () => {
    subject.value = null;
    expect([state.derivation, state.step, state.goal, state.count, state.parameters.length]).toEqual([
      null,
      null,
      null,
      0,
      0,
    ]);
    state.play();
    expect(state.playing).toBe(false);
  });
});

describe("an edit of the network", () => {
  it("is followed at once, at the same step", () => {
    state.goTo(4);
    subject.value = subjectOf([{ units: 7, activation: "tanh" }, cube]);
    expect(state.number).toBe(4);
    expect(state.derivation?.by.columns).toBe(7);
  });

  it("that makes the derivation longer leaves whoever was at the end there", () => {
    state.toEnd();
    subject.value = subjectOf([square, square, square, cube], true);
    expect(state.count).toBeGreaterThan(18);
    expect(state.atEnd).toBe(true);
    expect(state.derivation?.shared.map(({ symbol }) => symbol.code)).toEqual(["D4", "D3", "D2"]);
  });

  it("that makes it shorter shows its last step, and the old one when it is taken back", () => {
    state.goTo(15);
    const before = subject.value;
    subject.value = subjectOf([cube]);
    expect([state.number, state.count]).toEqual([state.count, state.count]);
    subject.value = before;
    expect(state.number).toBe(15);
  });

  it("that takes the chosen gradient away shows the first one, until it is back", () => {
    subject.value = subjectOf([square, cube], true);
    state.choose("b2");
    subject.value = subjectOf([square, cube]);
    expect(state.chosen?.symbol.code).toBe("W1");
    subject.value = subjectOf([square, cube], true);
    expect(state.chosen?.symbol.code).toBe("b2");
  });
});

describe("names", () => {
  it("are letters or numbers, as they are chosen, at the same step", () => {
    state.goTo(3);
    expect(shown()).toBe("−2 Ỹ_i0 ∂Ŷ_i0/∂C_μ0 ∂C_μ0/∂B_ls ∂B_ls/∂A_re ∂A_re/∂W⁽¹⁾_mn");
    style.value = "numbers";
    expect(shown()).toBe("−2 Ỹ_i0 ∂Ŷ_i0/∂Z⁽²⁾_μ0 ∂Z⁽²⁾_μ0/∂H⁽¹⁾_ls ∂H⁽¹⁾_ls/∂Z⁽¹⁾_re ∂Z⁽¹⁾_re/∂W⁽¹⁾_mn");
    expect(state.number).toBe(3);
  });
});

describe("playing", () => {
  it("goes on after each step has been read, and ends at the end", () => {
    state.play();
    expect([state.playing, hand.waiting?.at]).toEqual([true, 1000]);
    hand.turn();
    expect([state.number, hand.waiting?.at]).toEqual([1, 1001]);
    for (let step = 1; step < 18; step++) hand.turn();
    expect([state.number, state.playing, hand.waiting]).toEqual([18, false, null]);
  });

  it("from the end begins anew", () => {
    state.toEnd();
    state.play();
    expect([state.number, state.playing]).toEqual([0, true]);
  });

  it("is paused by hand, by another step and by another gradient", () => {
    for (const act of [() => state.toggle(), () => state.next(), () => state.choose("W2")]) {
      state.toStart();
      state.toggle();
      expect(state.playing).toBe(true);
      act();
      expect([state.playing, hand.waiting]).toEqual([false, null]);
    }
  });

  it("has one appointment at a time", () => {
    state.play();
    const first = hand.waiting;
    state.play();
    expect(hand.waiting).not.toBe(first);
    hand.turn();
    expect(state.number).toBe(1);
  });

  it("gives long reasons more time, within bounds", () => {
    expect(dwellOf("x".repeat(120))).toBeGreaterThan(dwellOf("x".repeat(60)));
    expect(dwellOf("")).toBeGreaterThanOrEqual(1500);
    expect(dwellOf("x".repeat(5000))).toBeLessThanOrEqual(10_000);
  });
});
