import type { EngineCommand, EngineEvent } from "../core/training/protocol.ts";

/*
 * What crosses the border between the page and the desktop shell, and nothing else does. The shapes of
 * files and commands are those of renderer/host/host.ts; renderer/host/desktop-host.ts holds one against
 * the other, so that a difference does not compile.
 */

/** A file the person picked or opened in this session; `id` is its absolute path. */
export interface FilePlace {
  readonly id: string;
  readonly name: string;
}

/** What became of opening a file: its bytes, which nobody has looked into. */
export type OpenOutcome =
  | { readonly kind: "opened"; readonly file: Uint8Array; readonly place: FilePlace }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly name: string; readonly reason: string };

/** A document to write: to `place`, or where the person says when `place` is null. */
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

/** What became of saving a file. */
export type SaveOutcome =
  /** `whole` is false where the experiment was written without its training. */
  | { readonly kind: "saved"; readonly place: FilePlace; readonly whole: boolean }
  /** Nothing was written: the file there is another one than was last read or written. */
  | { readonly kind: "changed" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly reason: string };

/** Unsaved work that is to survive the end of the application. */
export interface KeptWork {
  readonly file: Uint8Array;
  readonly name: string;
  /** The furthest step of its training. */
  readonly step: number;
  readonly place: FilePlace | null;
}

/** Unsaved work that was left behind. */
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

/** What became of taking left work up again; `place` is where it will be saved. */
export type RecoverOutcome =
  | { readonly kind: "opened"; readonly file: Uint8Array; readonly place: FilePlace | null }
  | { readonly kind: "failed"; readonly name: string; readonly reason: string };

/** What the page shows: for the window's title, the question on closing, and where a file opens. */
export interface ShownDocument {
  readonly name: string;
  readonly unsaved: boolean;
  /** Where it was read from or written to. */
  readonly place: FilePlace | null;
  /** Nothing was opened, edited or trained: another document may take its place. */
  readonly untouched: boolean;
  /** What undo would take back and redo make again, in words; null where there is nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
  /** There is something that reverting would take back. */
  readonly revertible: boolean;
  readonly training: ShownTraining;
  readonly view: ShownView;
}

/** How the page is looked at. */
export interface ShownView {
  /** A field has the focus: undo and redo are its own. */
  readonly typing: boolean;
  readonly projector: boolean;
  /** The views follow while training runs. */
  readonly updates: boolean;
  /** The training step is open. */
  readonly micro: boolean;
}

/** What the Training menu offers. */
export interface ShownTraining {
  /** There is something to train. */
  readonly ready: boolean;
  readonly playing: boolean;
  /** There are steps. */
  readonly started: boolean;
  /** The step that is shown is not the start. */
  readonly begun: boolean;
  /** Training rests, and steps lie after the one that is shown. */
  readonly inPast: boolean;
}

/** What the shell asks of the page: the menu's commands, and a file opened from the system. */
export type ShellCommand =
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

/** What a menu item asks of the page; files opened from the system are not menu items. */
export type MenuCommand = Exclude<ShellCommand["kind"], "opened" | "save-and-close" | "export">;

/** The keys of menu items, as Electron writes them: of commands to the page, and of what has more behind it. */
export type Accelerators = Readonly<Partial<Record<MenuCommand | "new-window" | "export", string>>>;

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

/** A file for other programs; where it goes is asked in a dialog, every time. */
export interface ExportRequest {
  /** What the person is offered; no path. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What became of an export. */
export type ExportOutcome =
  | { readonly kind: "saved"; readonly name: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly reason: string };

/** The training worker is gone; `message` says why. */
export interface WorkerCrash {
  readonly kind: "crashed";
  readonly message: string;
}

/** Page → main, answered: what is asked, and the answer. */
export interface Calls {
  "files:open": { readonly asked: null; readonly answer: OpenOutcome };
  /** The path comes from the preload script, which has it of a file that the person dropped. */
  "files:open-dropped": { readonly asked: string; readonly answer: OpenOutcome | null };
  "files:save": { readonly asked: SaveRequest; readonly answer: SaveOutcome };
  "recovery:left": { readonly asked: null; readonly answer: readonly LeftWork[] };
  "recovery:recover": { readonly asked: string; readonly answer: RecoverOutcome };
  "recovery:discard": { readonly asked: string; readonly answer: null };
  "export:file": { readonly asked: ExportRequest; readonly answer: ExportOutcome };
  "export:pdf": { readonly asked: string; readonly answer: ExportOutcome };
}

/** Page → main, not answered. */
export interface Posts {
  "engine:post": EngineCommand;
  "engine:restart": null;
  "document:show": ShownDocument;
  "recovery:keep": KeptWork;
  "recovery:forget": null;
  "window:close-answered": boolean;
  "window:print": null;
}

/** Main → page. */
export interface Pushes {
  "engine:event": EngineEvent | WorkerCrash;
  "shell:command": ShellCommand;
}

/** Every channel by name, for code that registers them all; a channel missing here does not compile. */
export const channels = {
  calls: {
    "files:open": true,
    "files:open-dropped": true,
    "files:save": true,
    "recovery:left": true,
    "recovery:recover": true,
    "recovery:discard": true,
    "export:file": true,
    "export:pdf": true,
  } satisfies Record<keyof Calls, true>,
  posts: {
    "engine:post": true,
    "engine:restart": true,
    "document:show": true,
    "recovery:keep": true,
    "recovery:forget": true,
    "window:close-answered": true,
    "window:print": true,
  } satisfies Record<keyof Posts, true>,
  pushes: { "engine:event": true, "shell:command": true } satisfies Record<keyof Pushes, true>,
} as const;

/** What main answers every channel with. */
export interface ShellHandlers {
  readonly calls: {
    readonly [C in keyof Calls]: (asked: Calls[C]["asked"]) => Promise<Calls[C]["answer"]>;
  };
  readonly posts: { readonly [C in keyof Posts]: (payload: Posts[C]) => void };
}

/** The page's side of the border: `window.rematrix`, frozen by the context bridge. */
export interface ShellBridge {
  /** The keys of the menu. */
  accelerators(): Accelerators;
  openFile(): Promise<OpenOutcome>;
  /** Null where what was dropped is no experiment's file on a disk: then there is nothing but its content. */
  openDropped(file: File): Promise<OpenOutcome | null>;
  saveFile(request: SaveRequest): Promise<SaveOutcome>;
  leftWork(): Promise<readonly LeftWork[]>;
  recoverWork(id: string): Promise<RecoverOutcome>;
  discardWork(id: string): Promise<null>;
  keepWork(work: KeptWork): void;
  forgetWork(): void;
  exportFile(request: ExportRequest): Promise<ExportOutcome>;
  exportPdf(name: string): Promise<ExportOutcome>;
  postToEngine(command: EngineCommand): void;
  restartEngine(): void;
  showDocument(document: ShownDocument): void;
  closeAnswered(saved: boolean): void;
  print(): void;
  onEngineEvent(listener: (event: Pushes["engine:event"]) => void): void;
  onCommand(listener: (command: ShellCommand) => void): void;
}
