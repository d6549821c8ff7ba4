import type { EngineCommand, EngineEvent } from "../../core/training/protocol.ts";

/** What the page knows of the edition it runs in. Each edition implements it; nothing else differs. */
export interface Host {
  readonly edition: "desktop" | "browser";
  readonly engine: EnginePort;
  readonly files: FileAccess;
  readonly recovery: RecoveryAccess;
  readonly exports: ExportAccess;
  /** The document's name and whether it holds unsaved work: for the title and the question on closing. */
  showDocument(document: HostDocument): void;
  /** Commands that come from outside the page: the desktop's menu, a file opened from the system. */
  onCommand(listener: (command: HostCommand) => void): void;
  /** Answers the desktop's `save-and-close`: true closes the window. */
  closeAnswered(saved: boolean): void;
  /** Asks how to print what is shown. */
  print(): void;
  /** The keys of the desktop's menu items, as `CmdOrCtrl+Shift+S`; none in a browser. */
  readonly menuKeys: MenuKeys;
}

/** What can have keys in the desktop's menu. */
export type MenuKeys = Readonly<Partial<Record<MenuKind | "new-window" | "export", string>>>;

/** What the page shows, as its edition wants to know it. */
export interface HostDocument {
  readonly name: string;
  readonly unsaved: boolean;
  readonly place: FilePlace | null;
  /** Nothing was opened, edited or trained: another document may take its place. */
  readonly untouched: boolean;
  /** What undo would take back and redo make again, in words; null where there is nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
  /** There is something that reverting would take back. */
  readonly revertible: boolean;
  readonly training: {
    readonly ready: boolean;
    readonly playing: boolean;
    readonly started: boolean;
    readonly begun: boolean;
    readonly inPast: boolean;
  };
  readonly view: {
    /** A field has the focus: undo and redo are its own. */
    readonly typing: boolean;
    readonly projector: boolean;
    /** The views follow while training runs. */
    readonly updates: boolean;
    readonly micro: boolean;
  };
}

/** The training engine, wherever it runs. */
export interface EnginePort {
  post(command: EngineCommand): void;
  /** The one listener; events before it is set are kept for it. */
  listen(listener: (event: EngineEvent | EngineCrash) => void): void;
  /** A new engine in place of one that crashed; the page loads its experiment again. */
  restart(): void;
}

/** The engine is gone; what was last shown stays. */
export interface EngineCrash {
  readonly kind: "crashed";
  readonly message: string;
}

export interface FileAccess {
  /** Whether a picked file opens in another window where this one is in use, so that no work is left for it. */
  readonly opensWindows: boolean;
  /** Asks for a file and reads its bytes. */
  open(): Promise<OpenOutcome>;
  /** Reads a file that was dropped on the page. */
  openDropped(dropped: DroppedFile): Promise<OpenOutcome>;
  /** Writes to the place the document came from, or asks where when `place` is null. */
  save(request: SaveRequest): Promise<SaveOutcome>;
}

/** A file as a drop brings it; Chromium has a handle beside it, with which it can be written, too. */
export interface DroppedFile {
  readonly file: File;
  readonly handle: Promise<FileSystemFileHandle | null>;
}

/** What can be written for other programs. */
export type ExportKind =
  | "numpy"
  | "pytorch"
  | "keras"
  | "notebook"
  | "latex"
  | "history"
  | "matrix-csv"
  | "matrix-npy"
  | "svg"
  | "png"
  | "pdf";

/** Writes what other programs read: always to a place that the person is asked for, and never a second time there. */
export interface ExportAccess {
  write(file: ExportFile): Promise<ExportOutcome>;
  /** The window as it would be printed: a PDF, or the browser's own dialog, which makes one. */
  pdf(name: string): Promise<ExportOutcome>;
}

export interface ExportFile {
  /** What the person is offered: `loy.py`. */
  readonly name: string;
  /** The media type. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ExportOutcome =
  | { readonly kind: "saved"; readonly name: string }
  /** The browser's dialog has it from here. */
  | { readonly kind: "printing" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly reason: string };

/** Where a document lives, opaque to the page: a path, or a picker's handle; `name` is for people. */
export interface FilePlace {
  readonly id: string;
  readonly name: string;
}

export type OpenOutcome =
  | { readonly kind: "opened"; readonly file: Uint8Array; readonly place: FilePlace }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly name: string; readonly reason: string };

export interface SaveRequest {
  /** The experiment file; null where there is no training to save. */
  readonly file: Uint8Array | null;
  /** The experiment alone: for a name that ends in `.json`, and where there is nothing else. */
  readonly text: string;
  readonly suggestedName: string;
  readonly place: FilePlace | null;
  /** The person wants what somebody else wrote there meanwhile to be replaced. */
  readonly overwrite: boolean;
}

export type SaveOutcome =
  /**
   * `place` is null where the edition can only download: the next save asks again. `whole` is false where the
   * experiment was written without its training.
   */
  | { readonly kind: "saved"; readonly place: FilePlace | null; readonly whole: boolean }
  /** Nothing was written: the file there is another one than was last read or written. */
  | { readonly kind: "changed" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly reason: string };

/** Where unsaved work survives the end of the page, whatever brings it about. */
export interface RecoveryAccess {
  /** What earlier pages left behind; asked for once, at the start. */
  left(): Promise<readonly LeftWork[]>;
  /** Takes left work up again: it stays kept until it is saved. */
  recover(id: string): Promise<RecoverOutcome>;
  discard(id: string): Promise<unknown>;
  /** Keeps this page's work in place of what was kept of it before. */
  keep(work: KeptWork): void;
  /** There is nothing unsaved any more. */
  forget(): void;
}

export interface KeptWork {
  readonly file: Uint8Array;
  readonly name: string;
  /** The furthest step of its training. */
  readonly step: number;
  readonly place: FilePlace | null;
}

export interface LeftWork {
  readonly id: string;
  readonly name: string;
  /** Null where nobody wrote it down any more. */
  readonly step: number | null;
  /** When it was kept, in milliseconds since 1970. */
  readonly time: number;
  /** The name of the file that it was opened from or saved to last. */
  readonly file: string | null;
}

export type RecoverOutcome =
  | { readonly kind: "opened"; readonly file: Uint8Array; readonly place: FilePlace | null }
  | { readonly kind: "failed"; readonly name: string; readonly reason: string };

export type HostCommand =
  | {
      readonly kind:
        | "new"
        | "open"
        | "save"
        | "save-as"
        | "duplicate"
        | "revert"
        | "gallery"
        | "undo"
        | "redo"
        | "save-and-close";
    }
  | { readonly kind: "play-pause" | "step" | "step-back" | "epoch" | "rewind" | "to-end" }
  | { readonly kind: "check" | "micro" | "keep-run" | "new-seed" }
  | { readonly kind: "show-updates" | "projector" | "shortcuts" | "print" }
  | { readonly kind: "export"; readonly as: ExportKind | null }
  | { readonly kind: "opened"; readonly file: Uint8Array; readonly place: FilePlace };

/** What the desktop's menu can ask for; files and closing are not commands of the menu. */
export type MenuKind = Exclude<HostCommand["kind"], "opened" | "save-and-close" | "export">;
