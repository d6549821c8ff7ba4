// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import DocumentQuestion from "../../../renderer/shell/DocumentQuestion.svelte";
import { completeDom } from "../support/dom.ts";

beforeAll(completeDom);

function show() {
  const answer = vi.fn();
  render(DocumentQuestion, { props: { name: "My work", question: { kind: "unsaved", answer } } });
  return { answer, dialog: screen.getByRole("dialog") };
}

describe("the question about unsaved work", () => {
  it("is an open dialog that names the work", () => {
    const { dialog } = show();
    expect((dialog as HTMLDialogElement).open).toBe(true);
    const title = document.getElementById(dialog.getAttribute("aria-labelledby")!)!;
    expect(title.textContent).toContain("My work");
  });

  it.each([
    ["Save", "save"],
    ["Don’t save", "discard"],
    ["Cancel", null],
  ])("is answered by the button %s with %j", async (name, expected) => {
    const { answer } = show();
    await fireEvent.click(screen.getByRole("button", { name }));
    expect(answer.mock.calls).toEqual([[expected]]);
  });

  it("is cancelled by Escape, which the browser tells as the event cancel", async () => {
    const { answer, dialog } = show();
    const event = new Event("cancel", { cancelable: true });
    await fireEvent(dialog, event);
    expect(answer.mock.calls).toEqual([[null]]);
    expect(event.defaultPrevented).toBe(true);
  });

  it("is cancelled by a click beside it, not by one inside", async () => {
    const { answer, dialog } = show();
    await fireEvent.click(dialog.querySelector("p")!);
    expect(answer).not.toHaveBeenCalled();
    await fireEvent.click(dialog);
    expect(answer.mock.calls).toEqual([[null]]);
  });

  it("gives the focus back when it goes", () => {
    const before = document.body.appendChild(document.createElement("button"));
    before.focus();
    const { unmount } = render(DocumentQuestion, {
      props: { name: "My work", question: { kind: "unsaved", answer: () => {} } },
    });
    screen.getByRole("button", { name: "Save" }).focus();
    expect(document.activeElement).not.toBe(before);
    unmount();
    expect(document.activeElement).toBe(before);
    before.remove();
  });
});
