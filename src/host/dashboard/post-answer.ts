import { PROTOCOL_VERSION, type ToWebview } from '../../protocol/messages.ts';
import { partsOf } from '../../protocol/parts.ts';
import { isWrittenWithin } from '../../protocol/pieces.ts';
import type { Turns } from '../files/turns.ts';

/** Characters of an answer that is posted whole: VS Code writes so many in a few milliseconds, in one go. */
const WHOLE = 65_536;

/** So many parts are on their way at a time: what others send to the window gets between them, also where the way is slow. */
const ON_THEIR_WAY = 4;

/** Takes messages; false, or a rejection, where nobody is there any more. */
export interface PostPort {
  postMessage(message: ToWebview): Thenable<boolean>;
}

/**
 * Posts the value that answers a request: a large one in parts, with turns of the host between them. Ends early where the
 * answer is not wanted any more, or has nowhere to go.
 *
 * @throws TypeError where the value cannot be sent
 */
export async function postAnswer(
  port: PostPort,
  id: number,
  value: unknown,
  turns: Pick<Turns, 'next' | 'isOver'>,
  token: { readonly isCancellationRequested: boolean },
): Promise<void> {
  if (isWrittenWithin(value, WHOLE)) {
    await post(port, { protocol: PROTOCOL_VERSION, kind: 'reply', id, outcome: { ok: true, value } });
    return;
  }
  const encoder = new TextEncoder();
  const posted: Promise<boolean>[] = [];
  await turns.next();
  for (const part of partsOf(value, (text) => encoder.encode(text))) {
    if (token.isCancellationRequested) return;
    if (part !== undefined) {
      posted.push(post(port, { protocol: PROTOCOL_VERSION, kind: 'part', id, part }));
      if (posted.length >= ON_THEIR_WAY && (await posted.shift()) === false) return;
    }
    if (part !== undefined || turns.isOver) await turns.next();
  }
}

/** Rejects never: a panel that was closed meanwhile waits for nothing. */
async function post(port: PostPort, message: ToWebview): Promise<boolean> {
  try {
    return await port.postMessage(message);
  } catch {
    return false;
  }
}
