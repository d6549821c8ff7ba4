import type { BrowserContext, LaunchOptions, Page } from "@playwright/test";
import type * as Electron from "electron";
import type { ChildProcess } from "node:child_process";
import type { Worker } from "node:worker_threads";
import type { Person } from "./person.ts";

/** The types of start.mjs, for the TypeScript files that use it. */
export interface DrivenOptions {
  /** The file of main's bundle. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly home?: string;
  readonly userData?: string;
  readonly packaged?: boolean;
  readonly version?: string;
  /** Where windows open, of a browser that listens on `port`; without them a browser of its own is started. */
  readonly context?: BrowserContext;
  readonly port?: number;
}

/** What a function in main gets: Electron's module, and what the stand-in has for tests besides. */
export type InMain = typeof Electron & {
  readonly driven: {
    readonly person: Person;
    readonly workers: readonly Worker[];
    readonly handedOver: readonly { readonly what: string; readonly value: string }[];
    blockersStarted(): number;
    drop(page: Electron.WebContents, paths: readonly string[]): Promise<void>;
  };
};

/** A desktop edition that runs, real or driven. */
export interface Shell {
  readonly context: BrowserContext;
  readonly closed: Promise<number | null>;
  evaluate<Answer>(run: (electron: InMain) => Answer | Promise<Answer>): Promise<Answer>;
  evaluate<Answer, Value>(
    run: (electron: InMain, value: Value) => Answer | Promise<Answer>,
    value: Value,
  ): Promise<Answer>;
  windows(): Page[];
  firstWindow(): Promise<Page>;
  stop(): Promise<void>;
}

export interface Driven extends Shell {
  readonly process: ChildProcess;
  readonly home: string;
  readonly userData: string;
  /** What the process has written so far. */
  readonly output: string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export function isOrphan(page: Page | null): boolean;
export function drivableLaunch(): Promise<LaunchOptions & { readonly port: number }>;
export function freePort(): Promise<number>;
export function startDriven(options: DrivenOptions): Promise<Driven>;
