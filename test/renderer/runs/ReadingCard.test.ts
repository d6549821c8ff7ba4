// @vitest-environment jsdom
import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { lineOf } from "../../../renderer/runs/lines.ts";
import ReadingCard from "../../../renderer/runs/ReadingCard.svelte";

test("two runs of one name are read side by side", () => {
  const readings = [1, 2].map((id) => ({
    key: String(id),
    name: "The same",
    line: lineOf(id),
    value: `0.${id}`,
  }));
  render(ReadingCard, { title: "step 3", readings, x: 10, width: 100 });
  const { textContent } = screen.getByTestId("runs-reading");
  expect(textContent.replace(/\s+/g, "")).toBe("step3Thesame0.1Thesame0.2");
});
