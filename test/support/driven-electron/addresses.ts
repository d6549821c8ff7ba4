/*
 * The one difference a page can see: Chromium knows no app://, and DevTools intercepts only requests of
 * schemes that Chromium knows. app://rematrix/index.html therefore stands at
 * https://rematrix.app.invalid/index.html, a name that no network can ever have, and every request for it is
 * intercepted. The stand-in translates both ways: main, its handlers and the check of senders see app://
 * addresses; `location.href` in the page is the other one.
 */

const ending = ".invalid";
const schemes = new Set<string>();

/** Makes a scheme of the application's own one that is translated. */
export function translateScheme(scheme: string): void {
  schemes.add(scheme);
}

/** The address as Chromium has it. */
export function toChromium(address: string): string {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address);
  if (found === null || !schemes.has(found[1])) return address;
  return `https://${found[2]}.${found[1]}${ending}${found[3]}`;
}

/** The address as Electron has it. */
export function toElectron(address: string): string {
  const found = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.invalid(?=[/?#]|$)(.*)$/i.exec(address);
  if (found === null || !schemes.has(found[2])) return address;
  return `${found[2]}://${found[1]}${found[3]}`;
}
