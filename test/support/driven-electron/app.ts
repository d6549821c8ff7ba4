import { join } from "node:path";
import process from "node:process";
import { chromium, settings } from "./browser.ts";
import { dropLock, takeLock } from "./instance-lock.ts";
import { openWindows } from "./open-windows.ts";
import { strict, StrictEmitter } from "./strict.ts";
import { handedOver } from "./system.ts";

/** The application: its life, its folders, its lock. */
export class App extends StrictEmitter {
  static override readonly events = [
    "ready",
    "activate",
    "open-file",
    "open-url",
    "second-instance",
    "window-all-closed",
    "before-quit",
    "will-quit",
    "quit",
    "web-contents-created",
    "browser-window-created",
    "browser-window-focus",
    "browser-window-blur",
    "render-process-gone",
    "child-process-gone",
    "certificate-error",
    "login",
    "select-client-certificate",
  ];
  name = "Rematrix";
  readonly isPackaged = settings.packaged;
  readonly dock = undefined;
  readonly commandLine = strict(
    {
      appendSwitch: () => undefined,
      hasSwitch: (name: string) =>
        process.argv.some((part) => part === `--${name}` || part.startsWith(`--${name}=`)),
    },
    "app.commandLine",
  );
  /** What the system's list of recent documents holds, the newest first. */
  readonly recentDocuments: string[] = [];
  #paths: Record<string, string> = {
    home: settings.home,
    userData: settings.userData,
    sessionData: settings.userData,
    appData: join(settings.userData, ".."),
    logs: join(settings.userData, "logs"),
    crashDumps: join(settings.userData, "Crashpad"),
    temp: join(settings.userData, "temp"),
    documents: join(settings.home, "Documents"),
    desktop: join(settings.home, "Desktop"),
    downloads: join(settings.home, "Downloads"),
    exe: process.execPath,
  };
  #about: { applicationName?: string; applicationVersion?: string } = {};
  #ready = false;
  #quitting = false;
  readonly #whenReady = chromium.then(() => {
    this.#ready = true;
    this.emit("ready");
  });

  isReady(): boolean {
    return this.#ready;
  }
  whenReady(): Promise<void> {
    return this.#whenReady;
  }
  getPath(name: string): string {
    if (!(name in this.#paths)) throw new Error(`Failed to get '${name}' path`);
    return this.#paths[name];
  }
  setPath(name: string, path: string): void {
    this.#paths[name] = path;
  }
  getVersion(): string {
    return settings.version;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getLocale(): string {
    return "en-US";
  }
  getPreferredSystemLanguages(): string[] {
    return ["en-US"];
  }
  enableSandbox(): void {}
  setAppUserModelId(): void {}
  setAboutPanelOptions(options: { applicationName?: string; applicationVersion?: string }): void {
    this.#about = options;
  }
  showAboutPanel(): void {
    const { applicationName = this.name, applicationVersion = this.getVersion() } = this.#about;
    handedOver.push({ what: "about panel", value: `${applicationName} ${applicationVersion}` });
  }
  setJumpList(): void {}
  addRecentDocument(path: string): void {
    const { recentDocuments: recent } = this;
    if (recent.includes(path)) recent.splice(recent.indexOf(path), 1);
    recent.unshift(path);
  }
  clearRecentDocuments(): void {
    this.recentDocuments.length = 0;
  }
  getRecentDocuments(): string[] {
    return [...this.recentDocuments];
  }
  requestSingleInstanceLock(carried: unknown = {}): boolean {
    return takeLock(this.getPath("userData"), carried, (start) =>
      this.emit("second-instance", {}, start.argv, start.folder, start.carried),
    );
  }
  releaseSingleInstanceLock(): void {
    dropLock();
  }
  focus(): void {}

  /** Closes all windows; one that a listener keeps open keeps the application running. */
  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    if (!this.emitPreventable("before-quit")) {
      this.#quitting = false;
      return;
    }
    for (const window of openWindows.all) {
      const kept = { is: false };
      window.once("close", (event: { defaultPrevented: boolean }) => {
        kept.is = event.defaultPrevented;
      });
      window.close();
      if (kept.is) {
        this.#quitting = false;
        return;
      }
    }
    if (openWindows.all.length === 0) this.#end();
  }
  exit(code = 0): void {
    process.exit(code);
  }

  /** A window is gone: with the last one the application ends, unless somebody listens who keeps it. */
  windowClosed(): void {
    if (openWindows.all.length > 0) return;
    if (this.#quitting) this.#end();
    else if (!this.emit("window-all-closed")) this.quit();
  }

  #end(): void {
    if (!this.emitPreventable("will-quit")) {
      this.#quitting = false;
      return;
    }
    this.emit("quit", {}, 0);
    process.exit(0);
  }
}
strict(App.prototype, "app");

/** The one application of this process. */
export const app = new App();
