import type { ApprovalWindowPort } from '../../main/edges/ipc/approval-session.ts';

/** A window whose person does what the test says while it is open, and then closes it. */
export class FakeApprovalWindow implements ApprovalWindowPort {
  whileOpen: () => Promise<void> = () => Promise.resolve();
  opened = 0;
  closed = 0;

  async open(): Promise<void> {
    this.opened += 1;
    await this.whileOpen();
  }

  close(): void {
    this.closed += 1;
  }
}
