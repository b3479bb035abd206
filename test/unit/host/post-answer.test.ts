import { describe, expect, it } from 'vitest';
import { postAnswer } from '../../../src/host/dashboard/post-answer.ts';
import { Turns } from '../../../src/host/files/turns.ts';
import { PROTOCOL_VERSION, type ToWebview } from '../../../src/protocol/messages.ts';
import { JoinedParts } from '../../../src/protocol/parts.ts';

/** Two megabytes. */
const LARGE = Array.from({ length: 20_000 }, (_, at) => ({ name: 'x'.repeat(80), at }));

/** A webview whose messages arrive when the test says so, and the turns of a host. */
function fakes(): {
  posted: ToWebview[];
  /** Lets the oldest message that is on its way arrive, or not. */
  arrive: (isThere?: boolean) => void;
  inFlight: () => number;
  post: (value: unknown) => Promise<void>;
  token: { isCancellationRequested: boolean };
  settled: () => Promise<void>;
  /** Lets everything arrive that is posted until nothing is on its way. */
  drained: () => Promise<void>;
  turnsTaken: () => number;
} {
  const posted: ToWebview[] = [];
  const flying: ((isThere: boolean) => void)[] = [];
  let taken = 0;
  const after = (call: () => void): void => {
    taken++;
    setImmediate(call);
  };
  const turns = new Turns({ after, now: () => taken });
  const token = { isCancellationRequested: false };
  const port = {
    postMessage: (message: ToWebview): Promise<boolean> => {
      posted.push(message);
      return new Promise((resolve) => flying.push(resolve));
    },
  };
  const arrive = (isThere = true): void => flying.shift()?.(isThere);
  // As long as turns are asked for, there is something to come.
  const settled = async (): Promise<void> => {
    for (let before = -1; before !== taken;) {
      before = taken;
      for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const drained = async (): Promise<void> => {
    await settled();
    while (flying.length > 0) {
      arrive();
      await settled();
    }
  };
  return {
    posted,
    token,
    arrive,
    settled,
    drained,
    inFlight: () => flying.length,
    post: (value) => postAnswer(port, 5, value, turns, token),
    turnsTaken: () => taken,
  };
}

describe('posting an answer', () => {
  it('posts a small one whole, with its typed arrays', async () => {
    const { posted, arrive, post } = fakes();
    const value = { rows: [1, undefined, NaN], xs: new Float64Array(100) };
    const ended = post(value);
    arrive();
    await ended;
    expect(posted).toEqual([
      { protocol: PROTOCOL_VERSION, kind: 'reply', id: 5, outcome: { ok: true, value } },
    ]);
  });

  it('posts a large one in parts, with a turn of the host after each', async () => {
    const { posted, post, drained, turnsTaken } = fakes();
    let isOver = false;
    const ended = post(LARGE).then(() => {
      isOver = true;
    });
    await drained();
    await ended;
    expect(isOver).toBe(true);
    const joined = new JoinedParts((bytes) => new TextDecoder().decode(bytes));
    for (const message of posted) if (message.kind === 'part') joined.add(message.part);
    expect(joined.data).toEqual(LARGE);
    expect(posted.length).toBeGreaterThan(6);
    expect(turnsTaken()).toBeGreaterThanOrEqual(posted.length);
  });

  it('has four parts on their way at most', async () => {
    const { posted, arrive, inFlight, post, settled, drained } = fakes();
    const ended = post(LARGE);
    await settled();
    expect([posted.length, inFlight()]).toEqual([4, 4]);
    arrive();
    await settled();
    expect([posted.length, inFlight()]).toEqual([5, 4]);
    await drained();
    await ended;
  });

  it('stops between parts when the answer is not wanted any more', async () => {
    const { posted, arrive, post, settled, token } = fakes();
    const ended = post(LARGE);
    await settled();
    token.isCancellationRequested = true;
    arrive();
    await ended;
    expect(posted.length).toBe(4);
    expect(posted.some((message) => message.kind === 'part' && message.part.isLast)).toBe(false);
  });

  it('stops when a part finds nobody', async () => {
    const { posted, arrive, post, settled } = fakes();
    const ended = post(LARGE);
    await settled();
    arrive(false);
    await ended;
    expect(posted.length).toBe(4);
  });

  it('stops when the panel was closed, and minds it neither for a small answer', async () => {
    let posted = 0;
    const port = { postMessage: () => Promise.reject(new Error(`Disposed ${String(++posted)}`)) };
    const turns = new Turns({ after: setImmediate, now: () => 0 });
    await postAnswer(port, 1, LARGE, turns, { isCancellationRequested: false });
    expect(posted).toBe(4);
    await postAnswer(port, 2, 'small', turns, { isCancellationRequested: false });
    expect(posted).toBe(5);
  });

  it('tells where an answer cannot be sent', async () => {
    const { post } = fakes();
    await expect(post({ rows: LARGE, count: 1n })).rejects.toThrow(TypeError);
  });
});
