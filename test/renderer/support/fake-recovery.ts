import type { KeptWork, LeftWork, RecoverOutcome, RecoveryAccess } from "../../../renderer/host/host.ts";

/** A place for unsaved work that a test fills beforehand and looks into. */
export class FakeRecovery implements RecoveryAccess {
  /** What earlier pages left behind, and what recovering it gives. */
  found: LeftWork[] = [];
  outcome: RecoverOutcome = { kind: "failed", name: "Unsaved work", reason: "There is none." };
  /** What is kept of this page, and how often anything was. */
  kept: KeptWork | null = null;
  times = 0;
  readonly discarded: string[] = [];

  left(): Promise<readonly LeftWork[]> {
    return Promise.resolve(this.found);
  }

  recover(): Promise<RecoverOutcome> {
    return Promise.resolve(this.outcome);
  }

  async discard(id: string): Promise<void> {
    this.discarded.push(id);
  }

  keep(work: KeptWork): void {
    this.kept = work;
    this.times += 1;
  }

  forget(): void {
    this.kept = null;
  }
}
