import type { LabelWord } from './label-words.ts';
import { isCounted, parseUnit, type Unit } from './units.ts';

/** The unit that a label's own words name. */
export interface FoundUnit {
  readonly unit: Unit;
  /** A spelling that `parseUnit` reads as this unit: "tokens/s" for tokens_s. */
  readonly spelling: string;
  /** Words that name nothing but the unit, so that they are no part of the quantity's name. */
  readonly used: ReadonlySet<number>;
  /** All words of the unit, also those that name the quantity ("tokens" of tokens_s). */
  readonly words: ReadonlySet<number>;
}

/** Words that are units wherever they stand in a label. */
const ANYWHERE: ReadonlySet<string> = new Set(
  (
    'ms us µs ns msec usec nsec msecs usecs sec secs seconds millis milliseconds microseconds nanoseconds second millisecond ' +
    'bytes kb mb gb tb kib mib gib tib kbytes mbytes gbytes kbyte mbyte gbyte megabytes gigabytes kilobytes ' +
    'pct percent percentage % watts watt joules joule mhz ghz khz celsius minutes mins hours hrs'
  ).split(' '),
);

/** Words that are units at the end of a label only: elsewhere they mean something else. */
const AT_END: ReadonlySet<string> = new Set(
  (
    's ps tps rps qps qpm iops mops kops gops fps pps ipc kbps mbps gbps bps mibps gibps kibps flops gflops tflops mflops pflops ' +
    'ratio mw kw mj kj wh kwh byte bits kbit mbit gbit hz'
  ).split(' '),
);

/** Words that are a unit only after certain others; fio's bw_bytes are bytes per second. */
const WITH_CONTEXT: Readonly<Record<string, { readonly spelling: string; readonly before: RegExp }>> = {
  c: { spelling: '°C', before: /^(?:temp|temperature|temps)$/u },
  f: { spelling: '°F', before: /^(?:temp|temperature|temps)$/u },
  w: { spelling: 'W', before: /^(?:power|draw|tdp|consumption)$/u },
  j: { spelling: 'J', before: /^(?:energy|consumption)$/u },
  bytes: { spelling: 'B/s', before: /^(?:bw|bandwidth)$/ },
  x: { spelling: 'x', before: /^(?:speedup|ratio|factor|gain|improvement)$/u },
};

/** Nsight Compute: a share of the hardware's peak. */
const OF_PEAK = /^pct of peak (?:sustained|burst)(?: elapsed| active| region| frame)?$/u;

/**
 * Finds the unit in a label's words: a quotient ("tokens per second", "ns/op"), a counted thing before `_s` (tokens_s), a
 * unit at the end (ttft_s, mean_latency_ms) or one that is a unit anywhere (peak_rss_bytes_noisy). `statistics` are the
 * words of a statistic, which may stand between.
 */
export function findUnit(words: readonly LabelWord[], statistics: ReadonlySet<number>): FoundUnit | null {
  const rest = words.map((_, i) => i).filter((i) => !statistics.has(i));
  return (
    ofPeak(words, rest) ??
    slashed(words) ??
    perUnit(words, rest) ??
    atEnd(words, rest, statistics) ??
    anywhere(words, rest)
  );
}

function ofPeak(words: readonly LabelWord[], rest: readonly number[]): FoundUnit | null {
  const start = rest.findIndex((i) => words[i]?.low === 'pct');
  const tail = start < 0 ? [] : rest.slice(start);
  return OF_PEAK.test(tail.map((i) => words[i]?.low ?? '').join(' ')) ? found('%', tail) : null;
}

function slashed(words: readonly LabelWord[]): FoundUnit | null {
  for (let i = 1; i < words.length; i++) {
    if (words[i]?.joined !== true) continue;
    let end = i;
    while (words[end + 1]?.joined === true) end++;
    const spelling = words
      .slice(i - 1, end + 1)
      .map(({ raw }) => raw)
      .join('/');
    const unit = found(spelling, range(i - 1, end));
    if (unit !== null) return unit;
    i = end;
  }
  return null;
}

function perUnit(words: readonly LabelWord[], rest: readonly number[]): FoundUnit | null {
  for (let k = rest.length - 2; k > 0; k--) {
    if (words[rest[k] ?? -1]?.low !== 'per') continue;
    const indices = rest.slice(k - 1, k + 2);
    const top = words[indices[0] ?? -1]?.raw ?? '';
    const bottom = words[indices[2] ?? -1]?.raw ?? '';
    const unit = found(`${top}/${bottom}`, indices) ?? found(`${top}/${bottom}`.toLowerCase(), indices);
    if (unit !== null) return unit;
  }
  return null;
}

function atEnd(
  words: readonly LabelWord[],
  rest: readonly number[],
  statistics: ReadonlySet<number>,
): FoundUnit | null {
  const last = rest.at(-1) ?? -1;
  const word = words[last];
  if (word === undefined || word.joined || words[last - 1]?.low === 'per') return null;
  if (word.low === 'ts') return onlySamples(words, rest) ? found('t/s', [last]) : null;
  const noun = rest.at(-2) ?? -1;
  const before = words[noun]?.low ?? '';
  const special =
    word.low === 's' ? countedPerSecond(before, [noun, last]) : contextUnit(word.low, before, last);
  if (special !== null) return special;
  // A lone letter is a name, not a unit; beside a statistic it is one (mean_s).
  const isAlone = rest.length === 1 && statistics.size === 0;
  if (isAlone && word.low === 's') return null;
  return AT_END.has(word.low) || ANYWHERE.has(word.low) ? bySpelling(word, last) : null;
}

function countedPerSecond(noun: string, indices: readonly number[]): FoundUnit | null {
  const isRate = noun !== '' && isCounted(parseUnit(noun)?.unit ?? '');
  return isRate ? found(`${noun}/s`, indices) : null;
}

function contextUnit(letter: string, before: string, index: number): FoundUnit | null {
  const rule = Object.hasOwn(WITH_CONTEXT, letter) ? WITH_CONTEXT[letter] : undefined;
  return rule?.before.test(before) === true ? found(rule.spelling, [index]) : null;
}

/** llama-bench's avg_ts, stddev_ts, samples_ts. */
function onlySamples(words: readonly LabelWord[], rest: readonly number[]): boolean {
  const others = rest.slice(0, -1).map((i) => words[i]?.low);
  return words.length > 1 && others.every((low) => low === 'samples');
}

function anywhere(words: readonly LabelWord[], rest: readonly number[]): FoundUnit | null {
  const per = words.findIndex(({ low, joined }) => low === 'per' || joined);
  for (const i of rest.toReversed()) {
    const word = words[i];
    if (word === undefined || !ANYWHERE.has(word.low)) continue;
    // "MHz per CPU": a quotient that is not known is not its numerator.
    return per > i || word.joined || words[i - 1]?.low === 'per' ? null : bySpelling(word, i);
  }
  return null;
}

/** As written, else in lower case, except "GFLOPs": with a small s it may be an amount. */
function bySpelling({ raw, low }: LabelWord, index: number): FoundUnit | null {
  return found(raw, [index]) ?? (raw.endsWith('FLOPs') ? null : found(low, [index]));
}

/** Words of a rate stay part of the name: tokens_s without them would have none. */
function found(spelling: string, indices: readonly number[]): FoundUnit | null {
  const unit = parseUnit(spelling);
  if (unit === null) return null;
  return { unit, spelling, used: new Set(unit.unit.includes('/') ? [] : indices), words: new Set(indices) };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
