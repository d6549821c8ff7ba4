/** What is said of files: which kinds there are, what stands in the way of saving, what is to be decided. */
export const documents = {
  experiments: "Rematrix experiments",
  whole: "Experiment and training",
  plain: "Experiment without training",
  diskFull: "There is no room left.",
  inUse: "Another program is using the file.",
  notReadable: "It was changed or cannot be read any more. Open it again.",
  savedPlain: (name: string) => `Saved ${name}: the experiment alone, without its training.`,
  duplicate: "Duplicate",
  copyOf: (name: string) => `${name} (copy)`,
  duplicated: (name: string) => `This is now “${name}”, which is not saved anywhere yet.`,
  revert: "Revert to saved",
  reverted: "Back at what was saved.",
  revertQuestion: {
    title: (name: string) => `Go back to the saved “${name}”?`,
    body: "Everything that was changed or trained since is lost.",
    revert: "Revert",
    cancel: "Cancel",
  },
  changed: {
    title: (name: string) => `${name} was changed by somebody else`,
    body: "The file on the disk is another one than the lab last read or wrote. Saving replaces it.",
    overwrite: "Overwrite",
  },
  failed: {
    title: (name: string) => `${name} could not be saved`,
    kept: "Your work is still here.",
    close: "Close",
  },
  elsewhere: "Save elsewhere…",
  cancel: "Cancel",
};
