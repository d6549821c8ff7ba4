/*
 * The File System Access API's pickers, which TypeScript's DOM types leave out because only Chromium has
 * them: https://wicg.github.io/file-system-access/#local-filesystem
 */

interface PickerType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

interface OpenPickerOptions {
  readonly id: string;
  readonly types: readonly PickerType[];
  readonly multiple: false;
}

interface SavePickerOptions {
  readonly id: string;
  readonly types: readonly PickerType[];
  readonly suggestedName: string;
}

/** A window that may have the pickers; a browser without them has neither member. */
export interface PickerWindow {
  readonly showOpenFilePicker?: (options: OpenPickerOptions) => Promise<readonly FileSystemFileHandle[]>;
  readonly showSaveFilePicker?: (options: SavePickerOptions) => Promise<FileSystemFileHandle>;
}

/** What the pickers show: experiments as JSON. The browser remembers a folder per id. */
export const experimentType = {
  id: "experiment",
  types: [{ description: "Rematrix experiment", accept: { "application/json": [".json"] } }],
} as const;
