import { Session, type Profiler } from 'node:inspector/promises';
import type { Block } from './blocks.ts';

const EVERY_MICROSECONDS = 500;
const LINES = 14;

/** Says what ran in the long blocks of this thread: the collector, VS Code, or us, and where. */
export class Profile {
  readonly #session = new Session();
  /** Microseconds of the profiler's clock at 0 of `performance.now()`. */
  readonly #zero = Number(process.hrtime.bigint() / 1000n) - performance.now() * 1000;

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.setSamplingInterval', { interval: EVERY_MICROSECONDS });
    await this.#session.post('Profiler.start');
  }

  /** One paragraph a block. */
  async end(blocks: readonly Block[]): Promise<string[]> {
    const { profile } = await this.#session.post('Profiler.stop');
    this.#session.disconnect();
    return blocks.map((block) => this.#told(profile, block));
  }

  #told(profile: Profiler.Profile, { at, ms, waitingMs, collectingMs }: Block): string {
    const from = this.#zero + at * 1000;
    const stacks = stacksOf(profile);
    const counts = new Map<string, number>();
    let time = profile.startTime;
    profile.samples?.forEach((id, index) => {
      const delta = profile.timeDeltas?.[index] ?? 0;
      time += delta;
      if (time < from || time > from + ms * 1000) return;
      const stack = stacks.get(id) ?? '';
      counts.set(stack, (counts.get(stack) ?? 0) + delta / 1000);
    });
    const lines = [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, LINES)
      .map(([stack, sum]) => `    ${sum.toFixed(1).padStart(7)} ms  ${stack}`);
    const head = `${ms.toFixed(0)} ms at ${at.toFixed(0)}: ${waitingMs.toFixed(0)} waiting for a processor, ${collectingMs.toFixed(0)} collecting`;
    return [head, ...lines].join('\n');
  }
}

/** For each node of a profile the innermost functions that lead to it. */
function stacksOf({ nodes }: Profiler.Profile): Map<number, string> {
  const parents = new Map<number, Profiler.ProfileNode>();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
  return new Map(
    nodes.map((node) => {
      const names: string[] = [];
      for (let at: Profiler.ProfileNode | undefined = node; at !== undefined; at = parents.get(at.id))
        names.push(nameOf(at));
      return [node.id, names.slice(0, 14).join(' < ')];
    }),
  );
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: Profiler.ProfileNode): string {
  const file = url.split('/').slice(-2).join('/');
  return `${functionName === '' ? 'anonymous' : functionName}${file === '' ? '' : ` ${file}:${String(lineNumber + 1)}`}`;
}
