import type { ArgumentsOf, CallName, ResultOf } from './calls.ts';
import { CALLS } from './calls.ts';
import { isCount, isFlag, isRecord, isText, oneOf, shape, type Guard } from './guards.ts';
import { isPart, type Part } from './parts.ts';

/** Both sides of a panel are built together; a page of another version was left behind by an update. */
export const PROTOCOL_VERSION = 2;

/** What the webview sends. It asks first: on ready and on becoming visible it asks for the `state`. */
export type ToHost = RequestMessage | CancelMessage;

/** A question, one shape per call. */
export type RequestMessage = {
  readonly [K in CallName]: {
    readonly protocol: typeof PROTOCOL_VERSION;
    readonly kind: 'request';
    readonly id: number;
    readonly call: K;
    readonly args: ArgumentsOf<K>;
  };
}[CallName];

/** The answer to this request is not wanted any more. */
export interface CancelMessage {
  readonly protocol: typeof PROTOCOL_VERSION;
  readonly kind: 'cancel';
  readonly id: number;
}

/** What the host sends: answers, and pushes that may all be lost without harm. */
export type ToWebview = ReplyMessage | PartMessage | ChangedMessage;

/** The answer to a request; errors are values. */
export interface ReplyMessage {
  readonly protocol: typeof PROTOCOL_VERSION;
  readonly kind: 'reply';
  readonly id: number;
  readonly outcome: Outcome<unknown>;
}

/** Part of the value that answers a request, where it is too large for one message; its parts come in order. */
export interface PartMessage {
  readonly protocol: typeof PROTOCOL_VERSION;
  readonly kind: 'part';
  readonly id: number;
  readonly part: Part;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CallError };

export interface CallError {
  /** One sentence for people: what did not happen and what to do. */
  readonly message: string;
  /** Whether the log knows more. */
  readonly logged: boolean;
}

/** Something is new: the webview asks for the `state` when it wants to know what. */
export interface ChangedMessage {
  readonly protocol: typeof PROTOCOL_VERSION;
  readonly kind: 'changed';
  readonly version: number;
}

/** What to make of a message of the webview: a message, a request that cannot be answered as it is, or nothing of ours. */
export type FromWebview =
  ToHost | { readonly kind: 'bad-request'; readonly id: number; readonly why: string } | null;

const CALL_NAMES = Object.keys(CALLS) as CallName[];
const isCallName: Guard<CallName> = oneOf(...CALL_NAMES);

/** Guards what arrives at the host. */
export function readToHost(message: unknown): FromWebview {
  if (!isRecord(message) || !isCount(message.id)) return null;
  const { id } = message;
  const bad = (why: string): FromWebview => ({ kind: 'bad-request', id, why });
  if (message.protocol !== PROTOCOL_VERSION) {
    return bad('This panel is of another version of Benchtrail. Close it and open the dashboard again.');
  }
  if (message.kind === 'cancel') return { protocol: PROTOCOL_VERSION, kind: 'cancel', id };
  if (message.kind !== 'request') return bad('This is no request.');
  if (!isCallName(message.call)) return bad('There is no such call.');
  return isRequest(message) ? message : bad(`The arguments of "${message.call}" are not what it takes.`);
}

function isRequest(message: Readonly<Record<string, unknown>>): message is RequestMessage {
  const { call, args } = message;
  return isCallName(call) && CALLS[call].args(args);
}

const isCallError: Guard<CallError> = shape<CallError>({ message: isText, logged: isFlag });

/** Guards what arrives at the webview; null for what is not ours. The value of a reply is guarded by whoever asked. */
export function readToWebview(message: unknown): ToWebview | null {
  if (!isRecord(message) || message.protocol !== PROTOCOL_VERSION) return null;
  const { kind, id, version, outcome, part } = message;
  if (kind === 'changed' && isCount(version)) return { protocol: PROTOCOL_VERSION, kind, version };
  if (kind === 'part' && isCount(id) && isPart(part)) return { protocol: PROTOCOL_VERSION, kind, id, part };
  if (kind !== 'reply' || !isCount(id) || !isRecord(outcome)) return null;
  if (outcome.ok === true) {
    return { protocol: PROTOCOL_VERSION, kind, id, outcome: { ok: true, value: outcome.value } };
  }
  const { error } = outcome;
  if (outcome.ok !== false || !isCallError(error)) return null;
  return { protocol: PROTOCOL_VERSION, kind, id, outcome: { ok: false, error } };
}

/** Guards the value of a reply. */
export function isResult<K extends CallName>(call: K, value: unknown): value is ResultOf<K> {
  return CALLS[call].result(value);
}
