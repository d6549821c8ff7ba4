/**
 * The part of WebAssembly's JavaScript interface that core uses. Core is compiled without the DOM's types,
 * which declare it.
 */
export interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => CompiledModule;
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => LinearMemory;
  readonly Instance: new (
    module: CompiledModule,
    imports: { readonly env: { readonly memory: LinearMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly validate: (bytes: Uint8Array) => boolean;
}

/** A compiled module; what it is made of is its host's business. */
export type CompiledModule = object;

/** Pages of 64 KiB that code and JavaScript share. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer;
}

/** WebAssembly as the host has it, or null. */
export const webAssembly: WebAssemblyInterface | null =
  (globalThis as unknown as { readonly WebAssembly?: WebAssemblyInterface }).WebAssembly ?? null;
