/** Tells a terminal how far long work is; says nothing to pipes and files, and nothing about work that is over at once. */
export interface Progress {
  step(done: number, total: number, what: string): void;
  /** Takes the line away again. */
  done(): void;
}

const SHOW_AFTER_MS = 1000;
const EVERY_MS = 100;

export function terminalProgress(stream: NodeJS.WriteStream, now: () => number): Progress {
  const start = now();
  let last = 0;
  let shown = false;
  return {
    step(done, total, what) {
      const at = now();
      if (!stream.isTTY || at - start < SHOW_AFTER_MS || at - last < EVERY_MS) return;
      last = at;
      shown = true;
      const text = `Reading ${String(done + 1)} of ${String(total)}: ${what}`;
      stream.write(`\r\u001b[2K${text.slice(0, Math.max(20, stream.columns - 1))}`);
    },
    done() {
      if (shown) stream.write('\r\u001b[2K');
      shown = false;
    },
  };
}
