// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { en } from "../../../renderer/messages/en.ts";
import { compareSettings } from "../../../renderer/runs/settings-rows.ts";
import SettingsTable from "../../../renderer/runs/SettingsTable.svelte";
import { showKept } from "../../../renderer/runs/shown-runs.ts";
import { madeUpRun, withRate } from "../support/runs.ts";

const runs = [madeUpRun("Slow", { experiment: withRate(0.001) }), madeUpRun("Quick")].map((run, index) =>
  showKept({ id: index + 1, run }),
);
const rowNames = (): string[] => screen.getAllByRole("rowheader").map((one) => one.textContent!);

describe("the settings of the chosen runs", () => {
  it("are those that differ, run by run, until all are wanted", async () => {
    render(SettingsTable, { props: { runs, rows: compareSettings(runs, en) } });
    expect(screen.getAllByRole("columnheader").map((one) => one.textContent!.trim())).toEqual([
      "Setting",
      "Slow",
      "Quick",
    ]);
    expect(rowNames()).toEqual(["Learning rate"]);
    expect(screen.getAllByRole("cell").map((one) => one.textContent)).toEqual(["0.001", "0.0003"]);
    await fireEvent.click(screen.getByRole("switch"));
    expect(rowNames()).toContain("Optimizer");
    expect(rowNames().length).toBeGreaterThan(12);
  });

  it("that are the same say so", () => {
    const same = [runs[0], runs[0]].map((run, index) => ({ ...run, id: index + 1 }));
    render(SettingsTable, { props: { runs: same, rows: compareSettings(same, en) } });
    expect(screen.queryByRole("table")).toBeNull();
    expect(screen.getByText("These runs have the same settings.")).toBeTruthy();
  });
});
