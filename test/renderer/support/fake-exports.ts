import type { ExportAccess, ExportFile, ExportOutcome } from "../../../renderer/host/host.ts";

/** Keeps what is exported, and answers as it is told. */
export class FakeExports implements ExportAccess {
  readonly written: ExportFile[] = [];
  readonly printed: string[] = [];
  /** What becomes of the next file; null saves it. */
  outcome: ExportOutcome | null = null;

  write(file: ExportFile): Promise<ExportOutcome> {
    this.written.push(file);
    return Promise.resolve(this.outcome ?? { kind: "saved", name: file.name });
  }

  pdf(name: string): Promise<ExportOutcome> {
    this.printed.push(name);
    return Promise.resolve(this.outcome ?? { kind: "printing" });
  }
}
