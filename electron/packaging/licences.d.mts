import type { Plugin } from "vite";
export function licences(): { readonly forBundle: Plugin; readonly forWorkers: Plugin };
export function packageOf(module: string): string | null;
export function describeLicences(folders: readonly string[]): string;
