import { app } from "electron";
import { join, sep } from "node:path";
import { fileArgument } from "./file-argument.ts";
import { setupIpc } from "./ipc.ts";
import { Lab } from "./lab.ts";
import { setupLifecycle } from "./lifecycle.ts";
import { setupMenu } from "./menu.ts";
import { setupNavigation } from "./navigation.ts";
import { declareScheme, setupScheme } from "./scheme.ts";
import { setupSession } from "./session.ts";
import { setupSingleInstance } from "./single-instance.ts";

const here = import.meta.dirname;
// Node starts workers from real files only, so the packed application keeps this one beside its archive.
const workerFile = join(here, "training-worker.mjs").replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);

const first = setupSingleInstance((file) => {
  lab?.focus();
  if (file !== null) lab?.openFile(file);
});
const lab = first ? boot() : null;

/** Boots the lab, one concern after the other; what must come before `ready` stands before it. */
function boot(): Lab {
  app.enableSandbox();
  declareScheme();
  setupNavigation();
  const lab = new Lab(workerFile);
  setupLifecycle((path) => lab.openFile(path));
  setupIpc(() => lab.page, lab.handlers);
  void app.whenReady().then(() => {
    setupScheme(join(here, "../renderer"));
    setupSession();
    setupMenu((kind) => lab.send({ kind }));
    lab.open({
      preload: join(here, "preload.cjs"),
      state: join(app.getPath("userData"), "window-state.json"),
    });
    const file = fileArgument(process.argv, process.cwd());
    if (file !== null) lab.openFile(file);
  });
  return lab;
}

if (!first) app.quit();
