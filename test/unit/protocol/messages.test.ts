import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelCall } from '../../../src/host/dashboard/models.ts';
import { CALLS, type CallName } from '../../../src/protocol/calls.ts';
import { isResult, PROTOCOL_VERSION, readToHost, readToWebview } from '../../../src/protocol/messages.ts';
import { Refusal, Requests } from '../../../src/protocol/requests.ts';
import type { ToHost } from '../../../src/protocol/messages.ts';
import { modelAnswer, QUESTIONS, SMALL_SOURCE, SMALL_STATE } from '../../support/dashboard/messages.ts';

const NIGHTLY = { text: 'nightly', isRuled: () => true };
const MODEL_CALLS = Object.keys(QUESTIONS) as ModelCall[];

function request(call: string, args: unknown, id: unknown = 1): unknown {
  return { protocol: PROTOCOL_VERSION, kind: 'request', id, call, args };
}

describe('messages to the host', () => {
  it.each(MODEL_CALLS)('takes a question about %s, also after it was cloned', (call) => {
    const message = readToHost(structuredClone(request(call, QUESTIONS[call])));
    expect(message).toMatchObject({ kind: 'request', call });
  });

  it.each([
    ['openPlace', { root: 0, file: 'a.csv', line: 1.5, column: null, endLine: null }],
    ['openPlace', { root: -1, file: 'a.csv', line: 1, column: null, endLine: null }],
    ['openPlace', { root: 0, file: 'x'.repeat(5000), line: 1, column: null, endLine: null }],
    ['save', { name: 'a', type: 'exe', bytes: new Uint8Array() }],
    ['save', { name: 'a', type: 'png', bytes: [1, 2, 3] }],
    ['copy', { text: 'x' }],
    ['chart', { query: { ...QUESTIONS.chart.query, grouping: 'nothing' }, pixels: 800 }],
    ['chart', { query: QUESTIONS.chart.query, pixels: 1e9 }],
    [
      'compare',
      { ...QUESTIONS.compare, sides: Array.from({ length: 21 }, () => QUESTIONS.compare.sides[0]) },
    ],
    ['saveReport', { ...QUESTIONS.report, format: 'exe' }],
    ['report', { ...QUESTIONS.report, baseline: { kind: 'folder', root: -1, path: 'a' } }],
    ['report', { ...QUESTIONS.report, baseline: 'a' }],
    ['exclude', { root: 0 }],
  ])('refuses %s with arguments that are not its own', (call, args) => {
    expect(readToHost(request(call, args))).toMatchObject({ kind: 'bad-request', id: 1 });
  });

  it('refuses calls that do not exist, among them names of commands and of what every object has', () => {
    for (const call of ['workbench.action.quit', 'toString', '__proto__', 'constructor', ''])
      expect(readToHost(request(call, undefined))).toMatchObject({ kind: 'bad-request' });
  });

  it('refuses messages of another version and drops what is no message', () => {
    expect(readToHost({ ...Object(request('state', undefined)), protocol: 0 })).toMatchObject({
      kind: 'bad-request',
    });
    for (const message of [
      null,
      1,
      'x',
      [],
      {},
      request('state', undefined, '1'),
      request('state', undefined, -1),
    ])
      expect(readToHost(message)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...(Object.keys(CALLS) as CallName[])), (args, call) => {
        readToHost(request(call, args));
        readToHost(args);
        readToWebview(args);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('answers', () => {
  // With a baseline that is set every call has something to answer.
  const answerTo = (call: ModelCall): unknown =>
    structuredClone(modelAnswer(call, QUESTIONS[call] as never, { ...SMALL_SOURCE, baseline: NIGHTLY }));

  it.each(MODEL_CALLS)('of %s pass their guard after they were cloned', (call) => {
    expect(isResult(call, answerTo(call))).toBe(true);
  });

  it.each(MODEL_CALLS)('of %s fail it when a field is gone', (call) => {
    const answer = answerTo(call) as Record<string, unknown>;
    for (const key of Object.keys(answer)) {
      const rest = Object.fromEntries(Object.entries(answer).filter(([name]) => name !== key));
      expect([key, isResult(call, rest)]).toEqual([key, false]);
    }
  });
});

/** Requests with a clock that the test moves and a host that the test plays. */
function requests(): { posted: ToHost[]; ring: () => void; asking: Requests } {
  const posted: ToHost[] = [];
  const alarms = new Set<() => void>();
  const asking = new Requests({
    post: (message) => posted.push(message),
    after: (_ms, work) => {
      alarms.add(work);
      return () => alarms.delete(work);
    },
    decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
  });
  const ring = (): void => {
    for (const work of [...alarms]) work();
  };
  return { posted, ring, asking };
}

describe('requests', () => {
  it('match answers to questions in any order', async () => {
    const { asking } = requests();
    const [first, second] = [asking.ask('state', undefined), asking.ask('save', SAVED)];
    asking.take({ protocol: PROTOCOL_VERSION, kind: 'reply', id: 2, outcome: { ok: true, value: false } });
    asking.take({
      protocol: PROTOCOL_VERSION,
      kind: 'reply',
      id: 1,
      outcome: { ok: true, value: SMALL_STATE },
    });
    expect(await first.answer).toEqual(SMALL_STATE);
    expect(await second.answer).toBe(false);
  });

  it('end with a refusal when the host fails, answers nonsense, or does not answer', async () => {
    const { asking, ring } = requests();
    const asked = [1, 2, 3].map(() => asking.ask('state', undefined).answer.catch((error: unknown) => error));
    asking.take({
      protocol: PROTOCOL_VERSION,
      kind: 'reply',
      id: 1,
      outcome: { ok: false, error: { message: 'No.', logged: true } },
    });
    asking.take({
      protocol: PROTOCOL_VERSION,
      kind: 'reply',
      id: 2,
      outcome: { ok: true, value: { version: 'x' } },
    });
    ring();
    const refusals = await Promise.all(asked);
    expect(refusals.map((error) => error instanceof Refusal && error.kind)).toEqual([
      'host',
      'shape',
      'timeout',
    ]);
    expect(refusals[0]).toMatchObject({ message: 'No.', logged: true });
  });

  it('tell the host when an answer is not wanted any more, once', async () => {
    const { asking, posted } = requests();
    const asked = asking.ask('state', undefined);
    const ended = asked.answer.catch((error: unknown) => error);
    asked.stop();
    asked.stop();
    expect(await ended).toMatchObject({ kind: 'stopped' });
    expect(posted.map(({ kind }) => kind)).toEqual(['request', 'cancel']);
    asking.take({
      protocol: PROTOCOL_VERSION,
      kind: 'reply',
      id: 1,
      outcome: { ok: true, value: SMALL_STATE },
    });
  });
});

const SAVED = { name: 'a', type: 'csv', bytes: new Uint8Array([1]) } as const;
