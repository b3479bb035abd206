import { postAnswer } from '../../src/host/dashboard/post-answer.ts';
import { SLICE_MS } from '../../src/host/files/turns.ts';
import { cpuMs, ThreadClock } from './cpu.ts';

/** How long posting an answer takes, and how long it keeps the extension host at a time, in milliseconds of processor time. */
export async function posting(
  value: unknown,
): Promise<{ readonly post: number; readonly postBlock: number }> {
  const began = cpuMs();
  const clock = new ThreadClock();
  let [turn, postBlock] = [0, 0];
  const turns = {
    get isOver() {
      turn += clock.lap();
      return turn > SLICE_MS;
    },
    next: () => {
      postBlock = Math.max(postBlock, turn + clock.lap());
      turn = 0;
      return Promise.resolve();
    },
  };
  const port = {
    postMessage: (message: unknown) => {
      sentByEditor(message);
      return Promise.resolve(true);
    },
  };
  await postAnswer(port, 1, value, turns, { isCancellationRequested: false });
  await turns.next();
  return { post: cpuMs() - began, postBlock };
}

/** What VS Code does in the extension host with a message to a page: JSON of JSON, and copies of typed arrays beside it. */
function sentByEditor(message: unknown): void {
  const arrays: ArrayBufferView[] = [];
  const json = JSON.stringify(message, (_key, own: unknown) => {
    if (!ArrayBuffer.isView(own)) return own;
    arrays.push(own);
    return { index: arrays.length - 1, view: { byteLength: own.byteLength, byteOffset: own.byteOffset } };
  });
  const bytes = Buffer.from(JSON.stringify(['handle', json]));
  const request = Buffer.concat([bytes, ...arrays.map(({ buffer }) => new Uint8Array(buffer))]);
  // Once more with the head of its frame, when it is written to the socket.
  Buffer.concat([Buffer.alloc(13), request]);
}
