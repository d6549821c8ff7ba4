import { toElectron } from "./addresses.ts";
import { chromium, settings } from "./browser.ts";
import { toChromium } from "./addresses.ts";
import { strict } from "./strict.ts";

type Answer = (allowed: boolean) => void;
type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: Answer,
  details: { readonly requestingUrl: string; readonly isMainFrame: boolean },
) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** A request as a filter sees it. */
export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
}
type BeforeRequest = (details: RequestDetails, answer: (answer: { cancel?: boolean }) => void) => void;
type BeforeRequestFilter = { readonly urls: readonly string[] };

/**
 * Electron's names of permissions, each with DevTools' descriptor of it. Reading the clipboard is left to tests,
 * which look at what was copied.
 */
const permissions: Readonly<Record<string, object>> = {
  "clipboard-sanitized-write": { name: "clipboard-write", allowWithoutSanitization: false },
  geolocation: { name: "geolocation" },
  notifications: { name: "notifications" },
  midi: { name: "midi" },
  media: { name: "camera" },
  "idle-detection": { name: "idle-detection" },
  "persistent-storage": { name: "persistent-storage" },
};

/** Electron's session: what pages may do, and which requests leave. */
class StandInSession {
  #requestHandler: RequestHandler | null = null;
  #checkHandler: CheckHandler | null = null;
  #beforeRequest: BeforeRequest | null = null;
  readonly webRequest = strict(
    {
      onBeforeRequest: (
        filter: BeforeRequestFilter | BeforeRequest | null,
        handler?: BeforeRequest | null,
      ) => {
        if (handler !== undefined) throw new Error("Electron's stand-in filters all requests or none");
        this.#beforeRequest = filter as BeforeRequest | null;
      },
    },
    "session.webRequest",
  );

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#checkHandler = handler;
  }
  /** Pages in a test see no devices, whatever the handler says. */
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}

  /** Tells Chromium what the handlers say of a page, permission by permission. */
  async applyTo(address: string): Promise<void> {
    if (this.#requestHandler === null && this.#checkHandler === null) return;
    const { browser } = await chromium;
    const origin = new URL(toChromium(address)).origin;
    for (const [name, permission] of Object.entries(permissions)) {
      const setting = (await this.#allows(name, address)) ? "granted" : "denied";
      const { context: browserContextId } = settings;
      browser.tell("Browser.setPermission", { permission, setting, origin, browserContextId });
    }
  }

  /** Whether a request may be made. */
  allowsRequest(details: RequestDetails): Promise<boolean> {
    const handler = this.#beforeRequest;
    if (handler === null) return Promise.resolve(true);
    const url = toElectron(details.url);
    return new Promise((resolve) => handler({ ...details, url }, ({ cancel }) => resolve(cancel !== true)));
  }

  async #allows(name: string, address: string): Promise<boolean> {
    if (this.#checkHandler?.(null, name, address, {}) === false) return false;
    const handler = this.#requestHandler;
    if (handler === null) return true;
    return new Promise((resolve) =>
      handler(null, name, resolve, { requestingUrl: address, isMainFrame: true }),
    );
  }
}
strict(StandInSession.prototype, "session");

/** The one session there is. */
export const defaultSession = new StandInSession();
export const session = strict({ defaultSession }, "session");
