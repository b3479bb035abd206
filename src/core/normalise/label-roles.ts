import type { LabelMeaning, LabelRole } from './labels.ts';
import { endsInSetting, exactRole, shapedRole } from './role-words.ts';

/** Longer names are texts. */
const LONGEST_NAME = 120;

/** Metrics whose words also name settings: what decides is that the label speaks of hardware or names a unit. */
const PHYSICAL: ReadonlySet<string> = new Set(['temperature', 'gpu-utilization', 'cpu-utilization']);

/**
 * The role that the words of a label have by name: the whole label first, then its last dotted part. Null when the name
 * says nothing, so that only a metric is left.
 */
export function roleByName(
  words: readonly string[],
  tail: readonly string[],
  meaning: Pick<LabelMeaning, 'metric' | 'unit' | 'known' | 'statistic'>,
): LabelRole | null {
  const whole = words.join('_');
  if (whole.length > LONGEST_NAME) return null;
  const exact = exactRole(whole);
  if (exact !== undefined) return exact;
  if (meaning.known && PHYSICAL.has(meaning.metric)) return 'metric';
  const last = tail.join('_');
  const isDotted = last !== '' && last !== whole;
  const named = isDotted && meaning.statistic === null && !meaning.known ? exactRole(last) : undefined;
  if (named !== undefined) return named;
  if (endsInSetting(whole)) return 'parameter';
  return shapedRole(whole) ?? (isDotted && !meaning.known ? shapedRole(last) : undefined) ?? null;
}
