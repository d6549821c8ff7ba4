import { locale } from "../messages/locale.svelte.ts";

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

const whole = { "application/x-rematrix": [".rematrix"] };
const plain = { "application/json": [".json"] };

/** The browser remembers a folder per id. */
const id = "experiment";

/** What can be opened: experiment files, and experiments alone. */
export function openTypes(): Pick<OpenPickerOptions, "id" | "types"> {
  return { id, types: [{ description: locale.text.documents.experiments, accept: { ...whole, ...plain } }] };
}

/** What can be saved, an experiment alone first where that is suggested. */
export function saveTypes(onlyExperiment: boolean): Pick<SavePickerOptions, "id" | "types"> {
  const { documents } = locale.text;
  const types = [
    { description: documents.whole, accept: whole },
    { description: documents.plain, accept: plain },
  ];
  return { id, types: onlyExperiment ? types.reverse() : types };
}
