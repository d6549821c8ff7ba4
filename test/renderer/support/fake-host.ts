import type { Host } from "../../../renderer/host/host.ts";
import { FakeExports } from "./fake-exports.ts";
import { FakeFiles } from "./fake-files.ts";
import { FakeRecovery } from "./fake-recovery.ts";

/** A browser edition around an engine, that says nothing and asks nothing; `parts` take the place of its own. */
export function fakeHost(engine: Host["engine"], parts: Partial<Host> = {}): Host {
  return {
    edition: "browser",
    menuKeys: {},
    engine,
    files: new FakeFiles(),
    recovery: new FakeRecovery(),
    exports: new FakeExports(),
    showDocument: () => {},
    onCommand: () => {},
    closeAnswered: () => {},
    print: () => {},
    ...parts,
  };
}
