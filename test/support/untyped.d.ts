/* What is used of two packages that come without types. */

declare module "plist" {
  export function parse(text: string): unknown;
  export function build(value: unknown): string;
}

declare module "js-yaml" {
  export function load(text: string): unknown;
}
