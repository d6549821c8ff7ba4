import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { help, readOptions } = await import("./launch/start-options.mjs");

const { options, problem } = readOptions(process.argv.slice(2));
const say = (line) => process.stdout.write(`${line}\n`);

if (problem !== undefined) {
  process.stderr.write(`${problem}\n\n${help}\n`);
  process.exit(2);
}
if (options.help) {
  say(help);
  process.exit(0);
}

const { prepare, projectFolder } = await import("./launch/prepare.mjs");
try {
  await prepare({ say });
  if (options.browser) await openInBrowser();
  else await openOnDesktop();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function openOnDesktop() {
  const { openDesktop } = await import("./launch/open-desktop.mjs");
  const reason = await openDesktop({ folder: projectFolder, file: options.file, say });
  if (reason === null) return;
  say(`The browser edition opens instead of the desktop one, because ${reason}.`);
  await openInBrowser();
}

async function openInBrowser() {
  const { openBrowserEdition } = await import("./launch/open-browser.mjs");
  if (options.file !== null) say(`In the browser edition, open ${options.file} from the lab itself.`);
  await openBrowserEdition({ folder: projectFolder, port: options.port, open: options.open, say });
}
