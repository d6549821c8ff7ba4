import { session } from "electron";
import { isPageAddress } from "./scheme.ts";

/** Copying text out, which the person asks for with a button, is all that the page may do. */
const allowed = new Set(["clipboard-sanitized-write"]);

/** Refuses every permission but writing text to the clipboard, and every request that leaves the machine. */
export function setupSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(allowed.has(permission) && isPageAddress(details.requestingUrl));
  });
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => allowed.has(permission) && isPageAddress(origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !staysHere(request.url) });
  });
  defaultSession.setSpellCheckerEnabled(false);
}

function staysHere(address: string): boolean {
  if (isPageAddress(address)) return true;
  return ["blob:", "data:", "devtools:"].some((scheme) => address.startsWith(scheme));
}
