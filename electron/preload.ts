import { contextBridge, ipcRenderer, webUtils } from "electron";
import { acceleratorsOf } from "./accelerators.ts";
import type { Calls, Posts, Pushes, ShellBridge } from "./contract.ts";

const call = <C extends keyof Calls>(channel: C, asked: Calls[C]["asked"]): Promise<Calls[C]["answer"]> =>
  ipcRenderer.invoke(channel, asked);

const post = <C extends keyof Posts>(channel: C, payload: Posts[C]): void =>
  ipcRenderer.send(channel, payload);

// The event stays here: it holds the sender, which the page has no business with.
const listen = <C extends keyof Pushes>(channel: C, listener: (payload: Pushes[C]) => void): void => {
  ipcRenderer.on(channel, (_event, payload: Pushes[C]) => listener(payload));
};

const bridge = {
  accelerators: () => acceleratorsOf(process.platform),
  openFile: () => call("files:open", null),
  // Only the system makes a file that has a path: a page can neither make one nor give one another path.
  openDropped: async (file) => {
    const path = webUtils.getPathForFile(file);
    return path === "" ? null : call("files:open-dropped", path);
  },
  saveFile: (request) => call("files:save", request),
  leftWork: () => call("recovery:left", null),
  recoverWork: (id) => call("recovery:recover", id),
  discardWork: (id) => call("recovery:discard", id),
  keepWork: (work) => post("recovery:keep", work),
  forgetWork: () => post("recovery:forget", null),
  exportFile: (request) => call("export:file", request),
  exportPdf: (name) => call("export:pdf", name),
  postToEngine: (command) => post("engine:post", command),
  restartEngine: () => post("engine:restart", null),
  showDocument: (document) => post("document:show", document),
  closeAnswered: (saved) => post("window:close-answered", saved),
  print: () => post("window:print", null),
  onEngineEvent: (listener) => listen("engine:event", listener),
  onCommand: (listener) => listen("shell:command", listener),
} satisfies ShellBridge;

contextBridge.exposeInMainWorld("rematrix", Object.freeze(bridge));
