import { describe, expect, it } from "vitest";
import { Drag, sideAt, type DropPlace } from "../../../../renderer/derivation/practice/drag.svelte.ts";

const at = (clientX: number, clientY: number, pointerId = 1): PointerEvent =>
  ({ pointerId, clientX, clientY }) as PointerEvent;
const onPartner = (): DropPlace => ({ id: 7, side: "right" });

describe("dragging a piece", () => {
  it("is a click while the pointer stays where it is", () => {
    const drag = new Drag();
    drag.start(3, at(100, 100));
    drag.move(at(102, 101), onPartner);
    expect(drag.over).toBeNull();
    expect(drag.end()).toEqual({ id: 3, place: null, clicked: true });
  });

  it("follows the pointer and ends at the side that is nearer", () => {
    const drag = new Drag();
    drag.start(3, at(100, 100));
    drag.move(at(160, 90), onPartner);
    expect([drag.dx, drag.dy, drag.over]).toEqual([60, -10, { id: 7, side: "right" }]);
    expect(drag.end()).toEqual({ id: 3, place: { id: 7, side: "right" }, clicked: false });
    expect([drag.id, drag.over, drag.dx]).toEqual([null, null, 0]);
  });

  it("ends nowhere over itself, over nothing, and when it is broken off", () => {
    const drag = new Drag();
    drag.start(3, at(100, 100));
    drag.move(at(160, 90), () => ({ id: 3, side: "left" }));
    expect(drag.over).toBeNull();
    drag.move(at(160, 90), () => null);
    expect(drag.end()).toEqual({ id: 3, place: null, clicked: false });
    drag.start(3, at(0, 0));
    drag.cancel();
    expect(drag.end()).toBeNull();
  });

  it("hears of one pointer only", () => {
    const drag = new Drag();
    drag.start(3, at(100, 100));
    drag.move(at(300, 300, 2), onPartner);
    expect([drag.dx, drag.moving]).toEqual([0, false]);
  });

  it("takes the left half of a box for its left side", () => {
    const box = { left: 100, width: 80 };
    expect([sideAt(139, box), sideAt(141, box)]).toEqual(["left", "right"]);
  });
});
