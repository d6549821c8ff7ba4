import { translateScheme } from "./addresses.ts";
import { strict } from "./strict.ts";

type Handler = (request: Request) => Response | Promise<Response>;

interface Scheme {
  readonly scheme: string;
  readonly privileges?: { readonly standard?: boolean; readonly secure?: boolean };
}

const handlers = new Map<string, Handler>();

/** The application's own schemes. */
export const protocol = strict(
  {
    registerSchemesAsPrivileged(schemes: readonly Scheme[]): void {
      for (const { scheme, privileges = {} } of schemes) {
        // At an https address, a page has what these two give it; without them it would have less.
        if (privileges.standard !== true || privileges.secure !== true) {
          throw new Error(`Electron's stand-in serves standard, secure schemes only, not ${scheme}:`);
        }
        translateScheme(scheme);
      }
    },
    handle(scheme: string, handler: Handler): void {
      if (handlers.has(scheme)) throw new Error(`a second handler for ${scheme}:`);
      handlers.set(scheme, handler);
    },
    isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
  },
  "protocol",
);

/** Who answers this address, if anybody here does. */
export function handlerOf(address: string): Handler | null {
  return handlers.get(address.slice(0, address.indexOf(":"))) ?? null;
}
