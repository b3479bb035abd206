import type { Steps } from '../../src/core/model/steps.ts';
import { anew, manyFiles, manyThings, oneGroup } from './large.ts';
import { posting } from './posting.ts';
import { everyTab, ofManyThings, ofOneGroup, type BenchRequest } from './requests.ts';
import type { ModelSource } from '../../src/host/dashboard/models.ts';
import { SLICE_MS } from '../../src/host/files/turns.ts';

const ROUNDS = 3;

interface Times {
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

/** How long each request of the dashboard takes, and how long it keeps the extension host at a time. */
export async function benchSlices(only: string | null): Promise<void> {
  const columns = ['total', 'longest step', 'longest block', 'posting', 'block of it'].map((title) =>
    title.padStart(14),
  );
  /** Tells whether any of the requests was asked for. */
  const bench = async (
    title: string,
    make: () => ModelSource,
    requests: readonly BenchRequest[],
  ): Promise<boolean> => {
    const wanted = requests.filter(({ name }) => only === null || name.includes(only));
    if (wanted.length === 0) return false;
    const source = make();
    console.log(`\n${title}, in milliseconds\n  ${''.padEnd(44)}${columns.join('')}`);
    for (const request of wanted) {
      row(`${request.name}, at first`, await measure(request, source));
      const again: Times[] = [];
      for (let round = 0; round < ROUNDS; round++) again.push(await measure(request, anew(source)));
      row(`${request.name}, after a change`, best(again));
    }
    return true;
  };
  const found = [
    await bench('300 000 measures', manyThings, [...everyTab(), ...ofManyThings()]),
    await bench('10 000 files', manyFiles, everyTab()),
    await bench('1 000 000 samples of one benchmark', () => oneGroup(1_000_000), [
      ...everyTab(),
      ...ofOneGroup(),
    ]),
  ];
  if (!found.includes(true))
    throw new Error(`No request has "${only ?? ''}" in its name; "overview" and "report" are some.`);
}

function row(name: string, { total, step, block, post, postBlock }: Times): void {
  const numbers = [total, step, block, post, postBlock].map((ms) => ms.toFixed(1).padStart(14));
  console.log(`  ${name.padEnd(44)}${numbers.join('')}`);
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
  const began = performance.now();
  let [turn, last, step, block] = [began, began, 0, 0];
  for (;;) {
    const { done, value } = steps.next();
    const now = performance.now();
    step = Math.max(step, now - last);
    block = Math.max(block, now - turn);
    if (done === true) return { total: now - began, step, block, value };
    if (now - turn >= SLICE_MS) turn = performance.now();
    last = performance.now();
  }
}
