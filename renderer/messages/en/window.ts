/** What is said of the window as a whole: its views while they rest, and printing. */
export const window_ = {
  updates: "Show updates",
  updatesTitle: "Show updates (U): off, training goes as fast as it can, and views follow when it rests",
  resting: (step: string) => `Views stand at step ${step} while training goes on`,
  follow: "Let them follow",
  /** What stands over the views on paper. */
  printed: (name: string, step: string, cost: string) => `${name}: step ${step}, cost ${cost}`,
};
