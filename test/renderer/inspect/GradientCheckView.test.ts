// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeAll, describe, expect, it } from "vitest";
import { article } from "../../../core/experiment/defaults.ts";
import GradientCheckView from "../../../renderer/inspect/GradientCheckView.svelte";
import { Lab } from "../../../renderer/state/lab.svelte.ts";
import { completeDom } from "../support/dom.ts";
import { FakeDisplay, FakeEngine } from "../support/fake-engine.ts";
import { fakeHost } from "../support/fake-host.ts";
import { loadedOf, messageOf, networkOf, numpyPass } from "../support/numpy-pass.ts";

beforeAll(completeDom);

function show(samples?: number): FakeEngine {
  const engine = new FakeEngine();
  const display = new FakeDisplay();
  const host = fakeHost(engine);
  const pass = numpyPass("article network");
  const lab = new Lab(
    host,
    { id: "article", experiment: { ...article, network: networkOf(pass) } },
    display.schedule,
  );
  const loaded = loadedOf(pass);
  engine.say({ kind: "loaded", loaded: { ...loaded, samples: samples ?? loaded.samples } });
  engine.say({ kind: "frame", frame: messageOf(pass) });
  display.draw();
  engine.forget();
  render(GradientCheckView, { props: { lab } });
  return engine;
}

describe("the gradient check", () => {
  it("runs on request, and unasked where somebody wants it", async () => {
    const engine = show();
    await fireEvent.click(screen.getByRole("button", { name: "Check the gradients" }));
    await fireEvent.click(screen.getByRole("switch", { name: /Check whenever training rests/ }));
    expect(engine.commands).toEqual([{ kind: "check" }, { kind: "keep-checked", on: true }]);
    await tick();
    expect(screen.queryByTestId("too-large")).toBeNull();
  });

  it("says where a network is too large for that", async () => {
    show(1_000_000);
    await fireEvent.click(screen.getByRole("switch", { name: /Check whenever training rests/ }));
    expect(screen.getByTestId("too-large").textContent).toContain("too large");
  });
});
