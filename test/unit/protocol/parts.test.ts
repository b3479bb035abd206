import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ModelCall } from '../../../src/host/dashboard/models.ts';
import {
  isResult,
  PROTOCOL_VERSION,
  readToWebview,
  type PartMessage,
  type ToHost,
} from '../../../src/protocol/messages.ts';
import { JoinedParts, partsOf, type Part } from '../../../src/protocol/parts.ts';
import { Refusal, Requests } from '../../../src/protocol/requests.ts';
import { modelAnswer, QUESTIONS, SMALL_STATE } from '../../support/dashboard/messages.ts';

const MODEL_CALLS = Object.keys(QUESTIONS) as ModelCall[];

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** The parts of an answer as they arrive. */
function partsAt(data: unknown): Part[] {
  return structuredClone([...partsOf(data, encode)].filter((part) => part !== undefined));
}

function message(id: number, part: Part): PartMessage {
  return { protocol: PROTOCOL_VERSION, kind: 'part', id, part };
}

/** The state of the panel with so many roots that it is some parts long. */
const LARGE_STATE = {
  ...SMALL_STATE,
  roots: Array.from(
    { length: 4000 },
    (_, at) => `${'a folder of results '.repeat(10)}${String(at)} \u00e9\ud83d\ude00`,
  ),
};
const PARTS = partsAt(LARGE_STATE);

function waiting(): { posted: ToHost[]; asking: Requests; asked: Promise<unknown>; stop: () => void } {
  const posted: ToHost[] = [];
  const asking = new Requests(
    { post: (sent) => posted.push(sent), after: () => () => undefined, decode },
    41,
  );
  const { answer, stop } = asking.ask('state', undefined);
  posted.length = 0;
  return { posted, asking, asked: answer.catch((error: unknown) => error), stop };
}

function kindOf(refusal: unknown): unknown {
  return refusal instanceof Refusal ? refusal.kind : refusal;
}

describe('an answer in parts', () => {
  it.each(MODEL_CALLS)('of %s passes its guard, and is what it would be whole', (call) => {
    const answer = modelAnswer(call, QUESTIONS[call] as never);
    const joined = new JoinedParts(decode);
    for (const part of partsAt(answer)) {
      expect(readToWebview(message(1, part))).not.toBeNull();
      expect(joined.add(part)).toBe(true);
    }
    expect(isResult(call, joined.data)).toBe(true);
    expect(joined.data).toEqual(answer);
  });

  it('has parts of about a quarter of a megabyte, the last of which says so', () => {
    expect(PARTS.length).toBeGreaterThan(3);
    for (const { texts } of PARTS) expect(texts.byteLength).toBeLessThan(300_000);
    expect(PARTS.map(({ isLast }) => isLast)).toEqual(PARTS.map((_, at) => at === PARTS.length - 1));
  });

  it('cuts long typed arrays, and sends short ones together', () => {
    const long = { xs: Float64Array.from({ length: 280_000 }, (_, at) => at / 7) };
    const short = Array.from({ length: 1000 }, (_, at) => ({ at, lines: new Uint32Array([at]) }));
    const [ofLong, ofShort] = [partsAt(long), partsAt(short)];
    expect(ofLong.length).toBe(3);
    expect(ofShort.length).toBe(1);
    for (const [parts, data] of [
      [ofLong, long],
      [ofShort, short],
    ] as const) {
      const joined = new JoinedParts(decode);
      for (const part of parts) expect(joined.add(part)).toBe(true);
      expect(isDeepStrictEqual(joined.data, data)).toBe(true);
    }
  });
});

describe('requests that are answered in parts', () => {
  it('get the answer with the last part', async () => {
    const { asking, asked, posted } = waiting();
    for (const part of PARTS) asking.takePart(message(41, part));
    expect(await asked).toEqual(LARGE_STATE);
    expect(posted).toEqual([]);
  });

  it('are matched to their own parts', async () => {
    const { asking, asked } = waiting();
    const second = asking.ask('state', undefined).answer;
    const small = partsAt(SMALL_STATE);
    for (const [at, part] of PARTS.entries()) {
      asking.takePart(message(41, part));
      if (at < small.length) asking.takePart(message(42, small[at]!));
    }
    expect(await asked).toEqual(LARGE_STATE);
    expect(await second).toEqual(SMALL_STATE);
  });

  it('are refused, and never answered wrongly, when any one part is lost, doubled or too early', async () => {
    const wrong = PARTS.slice(0, -1).flatMap((_, at) => [
      PARTS.toSpliced(at, 1),
      PARTS.toSpliced(at, 0, PARTS[at]!),
      PARTS.toSpliced(at, 2, PARTS[at + 1]!, PARTS[at]!),
    ]);
    for (const parts of wrong) {
      const { asking, asked } = waiting();
      for (const part of parts) asking.takePart(message(41, part));
      expect(kindOf(await asked)).toBe('lost');
    }
  });

  it('tell the host to stop when a part is lost, and for parts that nobody waits for', async () => {
    const lost = waiting();
    lost.asking.takePart(message(41, PARTS[1]!));
    expect(kindOf(await lost.asked)).toBe('lost');
    expect(lost.posted).toEqual([{ protocol: PROTOCOL_VERSION, kind: 'cancel', id: 41 }]);

    const stopped = waiting();
    stopped.asking.takePart(message(41, PARTS[0]!));
    stopped.stop();
    stopped.asking.takePart(message(41, PARTS[1]!));
    expect(kindOf(await stopped.asked)).toBe('stopped');
    expect(stopped.posted.map(({ kind, id }) => `${kind} ${String(id)}`)).toEqual(['cancel 41', 'cancel 41']);
  });

  it('take none for an answer to the page before', async () => {
    const { asking, asked, posted } = waiting();
    for (const part of partsAt(SMALL_STATE)) asking.takePart(message(1, part));
    asking.takePart(message(1, PARTS[0]!));
    expect(posted).toEqual([{ protocol: PROTOCOL_VERSION, kind: 'cancel', id: 1 }]);
    for (const part of PARTS) asking.takePart(message(41, part));
    expect(await asked).toEqual(LARGE_STATE);
  });

  it('are refused when the parts make another shape, or no sense', async () => {
    const said = (text: string): Part => ({ index: 0, isLast: true, texts: encode(text), arrays: [] });
    const nonsense = [
      ...partsAt({ ...LARGE_STATE, version: 'x' }).slice(-1),
      said('['),
      said('[1]'),
      said('[[["a"],1]]'),
      said('[[[],{"version":1}]]'),
      { ...said('[]'), texts: new Uint8Array([0xff]) },
    ];
    for (const part of nonsense) {
      const { asking, asked } = waiting();
      asking.takePart(message(41, { ...part, index: 0 }));
      expect(kindOf(await asked)).toBe('shape');
    }
  });

  it('end with the error of the host, where it comes in the middle', async () => {
    const { asking, asked } = waiting();
    asking.takePart(message(41, PARTS[0]!));
    const outcome = { ok: false, error: { message: 'No.', logged: true } } as const;
    asking.take({ protocol: PROTOCOL_VERSION, kind: 'reply', id: 41, outcome });
    expect(kindOf(await asked)).toBe('host');
  });
});

describe('messages with a part', () => {
  it('are dropped when they are not what they should be', () => {
    const [part] = PARTS;
    expect(readToWebview(message(1, part!))).toEqual(message(1, part!));
    const array = { way: ['a'], length: 1, from: 0, values: new Float64Array(1) };
    expect(readToWebview({ ...message(1, { ...part!, arrays: [array] }) })).not.toBeNull();
    for (const wrong of [
      { index: -1 },
      { isLast: 1 },
      { texts: 'text' },
      { texts: [91, 93] },
      { arrays: null },
      { arrays: [{ ...array, way: [-1] }] },
      { arrays: [{ ...array, values: [1] }] },
      { arrays: [{ ...array, length: NaN }] },
    ])
      expect(readToWebview({ ...message(1, part!), part: { ...part, ...wrong } })).toBeNull();
  });
});
