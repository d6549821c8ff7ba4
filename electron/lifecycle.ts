import { app } from "electron";

/** What the system tells an application apart from its windows: files to open, and when to end. */
export function setupLifecycle(openFile: (path: string) => void): void {
  // macOS hands files over as events, also before the application is ready.
  app.on("open-file", (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  // On macOS too: the lab has one window and one document, and is nothing without them.
  app.on("window-all-closed", () => app.quit());
}
