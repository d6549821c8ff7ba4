import type { Component } from "svelte";
import GradientCheckView from "../inspect/GradientCheckView.svelte";
import Inspector from "../inspect/Inspector.svelte";
import type { Messages } from "../messages/locale.svelte.ts";
import type { Lab } from "../state/lab.svelte.ts";
import DerivationTab from "./DerivationTab.svelte";
import DotOrStarTab from "./DotOrStarTab.svelte";
import ExpressionTab from "./ExpressionTab.svelte";
import MicroTab from "./MicroTab.svelte";
import NotesTab from "./NotesTab.svelte";
import RunsTab from "./RunsTab.svelte";

/** Every tab has its label in the catalogue, under its name. */
export type TabName = keyof Messages["desk"]["tabs"];

/** What stands in a tab, and whether it wants a wide pane, or in a low window the height of the cost curve. */
export interface Tab {
  readonly view: Component<{ lab: Lab }>;
  readonly wantsRoom: boolean;
  readonly wantsHeight?: true;
}

/** The details' tabs, in their order. */
export const tabs: Readonly<Record<TabName, Tab>> = {
  derivation: { view: DerivationTab, wantsRoom: true },
  notes: { view: NotesTab, wantsRoom: false },
  inspector: { view: Inspector, wantsRoom: false, wantsHeight: true },
  check: { view: GradientCheckView, wantsRoom: false },
  micro: { view: MicroTab, wantsRoom: false, wantsHeight: true },
  runs: { view: RunsTab, wantsRoom: true },
  dotOrStar: { view: DotOrStarTab, wantsRoom: true },
  expression: { view: ExpressionTab, wantsRoom: true },
};

export const tabNames = Object.keys(tabs) as TabName[];
