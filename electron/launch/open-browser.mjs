import { spawn } from "node:child_process";
import path from "node:path";
import { serve } from "../serve.mjs";

/** Serves the browser edition and opens it in the default browser; runs until Ctrl+C. */
export async function openBrowserEdition({ folder, port, open, say }) {
  const server = await serve({ folder: path.join(folder, "out", "renderer"), port });
  // Before anything is printed: whoever reads the address may end the server at once.
  const asked = new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, resolve);
  });
  if (port !== 0 && server.port !== port) say(`Port ${port} is taken; ${server.port} is free.`);
  say(`Rematrix is open at ${server.url}`);
  say("Ctrl+C ends it.");
  if (open && hasScreen(process.platform, process.env)) openAddress(server.url);
  await asked;
  await server.close();
}

/** Whether there is somebody in front of this machine to see a browser open. */
export function hasScreen(platform, environment) {
  if (environment.CI) return false;
  if (environment.SSH_CONNECTION && !environment.DISPLAY) return false;
  return platform !== "linux" || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** The system's own way to open an address: program and parameters. */
export function openerOf(platform, url) {
  if (platform === "darwin") return ["open", [url]];
  if (platform === "win32") return ["cmd", ["/c", "start", "", url]];
  return ["xdg-open", [url]];
}

function openAddress(url) {
  const [program, parameters] = openerOf(process.platform, url);
  const child = spawn(program, parameters, { stdio: "ignore", detached: true });
  // Without an opener the printed address is there to click.
  child.on("error", () => undefined);
  child.unref();
}
