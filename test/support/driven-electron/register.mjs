import { register } from "node:module";

/*
 * Loaded before main's bundle, by `node --import`: from then on `import "electron"` is the module that the
 * variable DRIVEN_ELECTRON_MODULE names.
 */
const hooks = `export const resolve = (name, context, next) => name === "electron"
  ? { url: ${JSON.stringify(process.env.DRIVEN_ELECTRON_MODULE)}, shortCircuit: true }
  : next(name, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
