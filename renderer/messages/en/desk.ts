/** The details' tabs and what makes room for them. A tab's name here is its place in `desk/tabs.ts`. */
export const desk = {
  region: "Details",
  tabs: {
    derivation: "Derivation",
    notes: "Notes",
    inspector: "Inspector",
    check: "Check",
    micro: "Micro",
    runs: "Runs",
    dotOrStar: "Dot or star",
    expression: "Expression",
  },
  wide: "Wide",
  wideTitle: "More room for this tab: the pane is wider, and the cost curve a strip",
  unfoldCurve: "Unfold the cost curve",
};
