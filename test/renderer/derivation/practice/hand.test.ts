import { describe, expect, it } from "vitest";
import { Hand } from "../../../../renderer/derivation/practice/hand.svelte.ts";

describe("the hand", () => {
  it("holds nothing at first", () => {
    const hand = new Hand();
    expect([hand.taken, hand.pair]).toEqual([null, null]);
  });

  it("lays a taken piece on either side of another one, and exchanges the two", () => {
    const hand = new Hand();
    hand.take(1);
    hand.propose(2, "left");
    expect(hand.pair).toEqual({ left: 1, right: 2 });
    hand.exchange();
    expect(hand.pair).toEqual({ left: 2, right: 1 });
    hand.propose(3, "right");
    expect(hand.pair).toEqual({ left: 3, right: 1 });
  });

  it("lays no piece beside itself", () => {
    const hand = new Hand();
    hand.take(1);
    hand.propose(1, "left");
    expect(hand.pair).toBeNull();
  });

  it("goes through all places from left to right and round again", () => {
    const hand = new Hand();
    hand.take(1);
    const places = Array.from({ length: 5 }, () => {
      hand.move(1, [0, 2]);
      return hand.pair;
    });
    expect(places).toEqual([
      { left: 1, right: 0 },
      { left: 0, right: 1 },
      { left: 1, right: 2 },
      { left: 2, right: 1 },
      { left: 1, right: 0 },
    ]);
    hand.move(-1, [0, 2]);
    expect(hand.pair).toEqual({ left: 2, right: 1 });
  });

  it("begins backwards with the last place, and stays where there is no other piece", () => {
    const hand = new Hand();
    hand.take(1);
    hand.move(1, []);
    expect(hand.pair).toBeNull();
    hand.move(-1, [0, 2]);
    expect(hand.pair).toEqual({ left: 2, right: 1 });
  });

  it("puts back the proposal first, then the piece", () => {
    const hand = new Hand();
    hand.take(1);
    hand.propose(2, "left");
    hand.putBack();
    expect([hand.taken, hand.pair]).toEqual([1, null]);
    hand.putBack();
    expect(hand.taken).toBeNull();
  });
});
