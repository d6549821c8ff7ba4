/** Everything the desktop shell says to people, in English. */
export const messages = {
  menu: {
    file: "&File",
    new: "New experiment",
    newWindow: "New window",
    open: "Open…",
    gallery: "Gallery…",
    save: "Save",
    saveAs: "Save as…",
    edit: "&Edit",
    undo: "Undo",
    redo: "Redo",
    training: "&Training",
    playPause: "Play or pause",
    step: "One step",
    epoch: "One epoch",
    rewind: "Back to the start",
    newSeed: "New seed",
    view: "&View",
    help: "&Help",
  },
  files: {
    experiments: "Rematrix experiments",
    whole: "Experiment and training",
    plain: "Experiment without training",
    allFiles: "All files",
    tooLarge: (megabytes: number, limit: number): string =>
      `It is ${megabytes} MB large; the lab reads files up to ${limit} MB.`,
    notFile: "It is a folder, not a file.",
    missing: "It is no longer there.",
    notThere: "There is no such file; it may have been moved or deleted.",
    folderMissing: "Its folder is no longer there.",
    notAllowed: "This account is not allowed to do that there.",
    full: "There is no room left on that disk.",
    readOnly: "That disk can only be read.",
    busy: "Another program is using the file.",
    tooLong: "The name is longer than that disk allows.",
    tooLargeForDisk: "The file is larger than that disk allows.",
    defective: "That disk does not answer as it should.",
    other: (detail: string): string => `The system reports: ${detail}`,
    openFailed: (name: string): string => `${name} could not be opened.`,
  },
  unsaved: {
    question: (name: string): string => `Save the changes to “${name}”?`,
    detail: "Without saving, they are lost.",
    save: "Save",
    discard: "Don’t save",
    cancel: "Cancel",
  },
  page: {
    question: "The window stopped working.",
    detail: (reason: string): string =>
      `Its process ended (${reason}). Reloading starts it afresh; changes since the last save are lost.`,
    reload: "Reload",
    close: "Close",
  },
  worker: {
    ended: (code: number): string => `The training process ended by itself (exit code ${code}).`,
    unreadable: "A message from the training process was unreadable.",
  },
} as const;

/** The catalogue's shape, which a translation must have. */
export type Messages = typeof messages;
