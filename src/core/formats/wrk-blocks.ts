import type { Bag, Scalar } from '../model/measure.ts';
import type { TextLine } from './text-scan.ts';

/** The lines of one run, and what stands around it. */
export interface WrkBlock {
  /** Headings above the run since the last one, the outer first; null without any. */
  readonly name: string | null;
  /** Address that was asked; null where the text does not say. */
  readonly url: string | null;
  readonly parameters: Bag;
  readonly lines: readonly TextLine[];
}

const COMMAND = /(?:^|[\s:$`])(wrk2?\s+-.*)$/;
const RUNNING = /^Running (\S+) test @ (\S+)/;
const SIZES = /^\s*(\d+) threads and (\d+) connections/;
const STATS = /^\s*Thread Stats\s+Avg/;
/** Lines of wrk itself, which are no headings. */
const OWN =
  /^\s*(?:Thread Stats|Latency|Req\/Sec|\d+(?:\.\d+)?%|\d+ requests in|Requests\/sec:|Transfer\/sec:|Socket errors:|Non-2xx)/;

/** What is known when the next run begins. */
class Around {
  url: string | null = null;
  parameters: Record<string, Scalar> = {};
  #command: Record<string, Scalar> = {};
  #outer: string | null = null;
  #headings: string[] = [];

  command(text: string): void {
    const option = (name: string): string | null =>
      new RegExp(`\\s-${name}\\s*(\\d+\\w*)`).exec(text)?.[1] ?? null;
    this.#command = {};
    for (const [letter, name] of [
      ['t', 'threads'],
      ['c', 'connections'],
      ['d', 'duration'],
    ] as const) {
      const value = option(letter);
      if (value !== null) this.#command[name] = /^\d+$/.test(value) ? Number(value) : value;
    }
    this.url = /https?:\/\/\S+/.exec(text)?.[0] ?? null;
    this.parameters = { ...this.#command };
  }

  heading(text: string): void {
    const words = text.replace(/^[\s#=>*~_-]+/, '').replace(/[\s#=*~_:-]+$/, '');
    if (/[\p{L}\p{N}]/u.test(words) && words.length <= 80) this.#headings.push(words);
  }

  /** Of two headings in a row the first stands for all runs that follow. */
  take(): string | null {
    if (this.#headings.length > 1) this.#outer = this.#headings.at(-2) ?? null;
    const own = this.#headings.at(-1) ?? null;
    this.#headings = [];
    return own !== null && this.#outer !== null ? `${this.#outer} / ${own}` : (own ?? this.#outer);
  }

  /** Settings of one run end with it; those of a command hold for all runs below it. */
  endRun(): void {
    this.parameters = { ...this.#command };
  }
}

/** Cuts a text into the runs of wrk that stand in it. */
export function wrkBlocks(lines: readonly TextLine[]): WrkBlock[] {
  const blocks: WrkBlock[] = [];
  const around = new Around();
  let open: TextLine[] | null = null;
  for (const line of lines) {
    if (STATS.test(line.text)) {
      open = [line];
      blocks.push({ name: around.take(), url: around.url, parameters: around.parameters, lines: open });
      around.endRun();
    } else if (open !== null && OWN.test(line.text)) open.push(line);
    else {
      if (line.text.trim() !== '') open = null;
      readAround(line.text, around);
    }
  }
  return blocks;
}

function readAround(text: string, around: Around): void {
  const running = RUNNING.exec(text);
  const sizes = SIZES.exec(text);
  const command = COMMAND.exec(text)?.[1];
  if (running !== null) {
    around.url = running[2] ?? null;
    around.parameters.duration = running[1] ?? '';
  } else if (sizes !== null) {
    around.parameters.threads = Number(sizes[1]);
    around.parameters.connections = Number(sizes[2]);
  } else if (command !== undefined) around.command(command);
  else around.heading(text);
}
