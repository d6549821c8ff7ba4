import type { Locator, Page } from "@playwright/test";

/** The types of lab-driver.mjs, for the TypeScript files that use it. */
export function withoutPickers(page: Page): Promise<void>;
export function openLab(page: Page, url: string): Promise<void>;
export function labReady(page: Page): Promise<void>;
export function answered(page: Page): Promise<void>;
export function startOrQuestion(page: Page): Promise<void>;
export function readNumber(page: Page, testId: "step" | "cost" | "correct"): Promise<number>;
export function button(page: Page, name: string): Locator;
export function cell(page: Page, matrix: string, row: number, column: number): Locator;
export function setFastest(page: Page): Promise<void>;
export function openFile(page: Page, content: string | Uint8Array, name?: string): Promise<void>;
export function openExample(page: Page, name: string | RegExp): Promise<void>;
export function playToTheEnd(page: Page, options?: { timeout?: number }): Promise<void>;
export function pointAtEdge(page: Page, weight: string): Promise<{ x: number; y: number }>;
