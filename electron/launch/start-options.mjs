import { parseArgs } from "node:util";

/** What `npm start -- --help` prints. */
export const help = `npm start [-- <options>] [experiment.json]

Installs what is missing, builds what is stale and opens the lab: the desktop edition where Electron runs,
otherwise the browser edition on this machine's own address 127.0.0.1.

Options:
  --browser     the browser edition, whether or not Electron runs
  --port N      where the browser edition is served; 4173 unless it is taken
  --no-open     do not open a browser
  --help        this page`;

const defaultPort = 4173;

/** The command line's choices, or what is wrong with it. */
export function readOptions(parameters) {
  let parsed;
  try {
    parsed = parseArgs({
      args: parameters,
      allowPositionals: true,
      options: {
        browser: { type: "boolean", default: false },
        port: { type: "string" },
        "no-open": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return { problem: error.message };
  }
  const { values, positionals } = parsed;
  const port = values.port === undefined ? defaultPort : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    return { problem: `--port must be a whole number from 0 to 65535, got ${values.port}` };
  }
  if (positionals.length > 1) return { problem: `one file can be opened, got ${positionals.length}` };
  return {
    options: {
      // A port is the browser edition's: whoever names one means it.
      browser: values.browser || values.port !== undefined,
      port,
      open: !values["no-open"],
      help: values.help,
      file: positionals[0] ?? null,
    },
  };
}
