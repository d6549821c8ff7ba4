// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { LeftWork, RecoveryAccess } from "../../../renderer/host/host.ts";
import RecoveryOffer from "../../../renderer/shell/RecoveryOffer.svelte";
import { Recovery } from "../../../renderer/state/recovery.svelte.ts";
import { completeDom } from "../support/dom.ts";
import { waitUntil } from "../../support/wait.ts";

beforeAll(completeDom);

const left = (name: string): LeftWork => ({ id: name, name, step: 3, time: 1000, file: null });

async function offer(...names: string[]): Promise<Recovery> {
  const access = { left: async () => names.map(left), discard: vi.fn(async () => undefined) };
  const recovery = new Recovery(
    access as Partial<RecoveryAccess> as RecoveryAccess,
    {} as never,
    {} as never,
  );
  await recovery.look();
  render(RecoveryOffer, { props: { recovery } });
  return recovery;
}

const focused = (): string | null | undefined => document.activeElement?.getAttribute("aria-label");

describe("the offer of unsaved work", () => {
  it("begins at the newest work's recovery", async () => {
    await offer("Newer", "Older");
    expect(focused()).toBe("Recover Newer");
  });

  it("keeps the keyboard when work is discarded: it goes on at what is left", async () => {
    const recovery = await offer("Newer", "Older");
    screen.getByRole("button", { name: "Discard Newer" }).focus();
    await fireEvent.click(screen.getByRole("button", { name: "Discard Newer" }));
    await waitUntil(() => focused() !== null);
    expect(recovery.left.map(({ name }) => name)).toEqual(["Older"]);
    expect(focused()).toBe("Recover Older");
  });
});
