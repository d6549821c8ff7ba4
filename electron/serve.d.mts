/** The types of serve.mjs, for the TypeScript files that use it. */
export interface StaticServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}
export function serve(options: { readonly folder: string; readonly port: number }): Promise<StaticServer>;
