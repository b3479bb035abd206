import type { Steps } from '../../src/core/model/steps.ts';
import type { ModelSource } from '../../src/host/dashboard/models.ts';
import { SLICE_MS } from '../../src/host/files/turns.ts';
import { cpuMs, ThreadClock } from './cpu.ts';
import { manyFiles, manyThings, oneGroup, type ChangingResults } from './large.ts';
import { posting } from './posting.ts';
import { everyTab, ofManyThings, ofOneGroup, type BenchRequest } from './requests.ts';

const ROUNDS = 3;

/** All in milliseconds of processor time: the time on the wall is that of whatever else runs on the machine. */
interface Times {
  /** With the threads that collect garbage and compile. */
  readonly total: number;
  /** Longest step between two yields. */
  readonly step: number;
  /** Longest time between two turns of the event loop, as `inSlices` gives them. */
  readonly block: number;
  /** Posting the answer to the page, with all its turns. */
  readonly post: number;
  /** Longest time between two turns of the event loop while it is posted. */
  readonly postBlock: number;
}

const TITLES = ['CPU', 'longest step', 'longest block', 'posting', 'block of it'];

/** How much work each request of the dashboard is, and how long it keeps the extension host at a time. */
export async function benchSlices(only: string | null): Promise<void> {
  const columns = TITLES.map((title) => title.padStart(14)).join('');
  /** Tells whether any of the requests was asked for. */
  const bench = async (
    title: string,
    make: () => ChangingResults,
    requests: readonly BenchRequest[],
  ): Promise<boolean> => {
    const wanted = requests.filter(({ name }) => only === null || name.includes(only));
    if (wanted.length === 0) return false;
    const results = make();
    console.log(`\n${title}, milliseconds of CPU time, the least of ${String(ROUNDS)} after changes`);
    console.log(`  ${''.padEnd(NAME_WIDTH)}${columns}`);
    for (const request of wanted) {
      row(`${request.name}, at first`, await measure(request, results.source()));
      for (const change of ['touch', 'rewrite'] as const) {
        const again: Times[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          results[change]();
          again.push(await measure(request, results.source()));
        }
        row(`… after a file was ${change === 'touch' ? 'touched' : 'rewritten'}`, best(again));
      }
    }
    return true;
  };
  const found = [
    await bench('300 000 measures', manyThings, [
      ...everyTab('nightly/nightly_20260105-030000.csv'),
      ...ofManyThings(),
    ]),
    await bench('10 000 files', manyFiles, everyTab('results/series0')),
    await bench('1 000 000 samples of one benchmark', () => oneGroup(1_000_000), [
      ...everyTab('results/copy.csv'),
      ...ofOneGroup(),
    ]),
  ];
  if (!found.includes(true))
    throw new Error(`No request has "${only ?? ''}" in its name; "overview" and "report" are some.`);
}

const NAME_WIDTH = 48;

function row(name: string, { total, step, block, post, postBlock }: Times): void {
  const numbers = [total, step, block, post, postBlock].map((ms) => ms.toFixed(1).padStart(14));
  console.log(`  ${name.padEnd(NAME_WIDTH)}${numbers.join('')}`);
}

/** The least of each: what the machine did beside it is not ours. */
function best(all: readonly Times[]): Times {
  const least = (of: (times: Times) => number): number => Math.min(...all.map(of));
  return {
    total: least(({ total }) => total),
    step: least(({ step }) => step),
    block: least(({ block }) => block),
    post: least(({ post }) => post),
    postBlock: least(({ postBlock }) => postBlock),
  };
}

async function measure({ steps, isPosted }: BenchRequest, source: ModelSource): Promise<Times> {
  const { value, ...times } = drive(steps(source));
  return { ...times, ...(isPosted ? await posting(value) : { post: 0, postBlock: 0 }) };
}

function drive(steps: Steps<unknown>): Omit<Times, 'post' | 'postBlock'> & { readonly value: unknown } {
  const began = cpuMs();
  const clock = new ThreadClock();
  let [turn, step, block] = [0, 0, 0];
  for (;;) {
    const { done, value } = steps.next();
    const took = clock.lap();
    turn += took;
    step = Math.max(step, took);
    block = Math.max(block, turn);
    if (done === true) return { total: cpuMs() - began, step, block, value };
    if (turn >= SLICE_MS) turn = 0;
  }
}
