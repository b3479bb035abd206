import { describe, expect, it } from 'vitest';
import { inSentence, isKnownMetric, METRICS, metricInfo } from '../../../src/core/normalise/metrics.ts';
import { METRIC_ABOUTS } from '../../../src/core/normalise/metric-abouts.ts';
import { METRIC_BY_UNIT, PHRASE_ROWS } from '../../../src/core/normalise/label-phrases.ts';
import { parseUnit } from '../../../src/core/normalise/units.ts';

describe('the vocabulary', () => {
  it('has unique ids in kebab case and ranks in order', () => {
    const ids = METRICS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(METRICS.map(({ rank }) => rank)).toEqual(METRICS.map((_, index) => index));
  });

  it('tells one sentence about each metric, and about no other', () => {
    for (const { id, about } of METRICS) expect(about, id).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(METRIC_ABOUTS).filter((id) => !isKnownMetric(id))).toEqual([]);
  });

  it('uses canonical units only', () => {
    for (const { id, unit } of METRICS) {
      if (unit !== null) expect(parseUnit(unit), id).toEqual({ unit, factor: 1 });
    }
  });

  it('is what labels are read into', () => {
    const named = [...PHRASE_ROWS.map(([metric]) => metric), ...Object.values(METRIC_BY_UNIT)];
    expect(named.filter((metric) => !isKnownMetric(metric))).toEqual([]);
    const spellings = PHRASE_ROWS.flatMap(([, , rule]) => rule?.gives ?? []);
    expect(spellings.filter((spelling) => parseUnit(spelling) === null)).toEqual([]);
  });

  it.each([
    ['throughput', 'higher', 'tok/s', 'rate'],
    ['ttft', 'lower', 's', 'mean'],
    ['gpu-utilization', 'none', '%', 'mean'],
    ['failures', 'lower', 'count', 'total'],
    ['energy', 'lower', 'J', 'total'],
    ['accuracy', 'higher', '1', 'mean'],
  ] as const)('knows %s: %s is better, %s', (id, direction, unit, aggregate) => {
    expect(metricInfo(id)).toMatchObject({ direction, unit, aggregate });
  });
});

describe('metricInfo', () => {
  it('is neutral about what it does not know', () => {
    expect(metricInfo('dense-inv-time')).toMatchObject({
      title: 'Dense inv time',
      direction: 'none',
      unit: null,
      about: '',
    });
    expect(metricInfo('').title).toBe('Value');
    expect(metricInfo('constructor').direction).toBe('none');
  });

  it('ranks unknown metrics after all known ones', () => {
    expect(metricInfo('kappa').rank).toBeGreaterThan(METRICS.length - 1);
  });

  it.each([
    ['throughput-delta', 'higher'],
    ['ttft-delta', 'lower'],
    ['ttft-reduction', 'higher'],
    ['throughput-reduction', 'lower'],
    ['ttft-improvement', 'higher'],
    ['latency-overhead', 'lower'],
    ['gpu-utilization-change', 'none'],
    ['kappa-delta', 'none'],
    ['ttft-constructor', 'none'],
  ])('derives the direction of %s: %s', (id, direction) => {
    expect(metricInfo(id).direction).toBe(direction);
  });
});

describe('titles', () => {
  it.each([
    ['Time per operation', 'time per operation'],
    ['Inter-token latency', 'inter-token latency'],
    ['User CPU time', 'user CPU time'],
    ['GPU utilization', 'GPU utilization'],
    ['I/O operations per second', 'I/O operations per second'],
    ['F1 score', 'F1 score'],
    ['TTFT', 'TTFT'],
  ])('%s stands in a sentence as %s', (title, expected) => {
    expect(inSentence(title)).toBe(expected);
  });

  it('made of words that the vocabulary does not know keep acronyms', () => {
    expect(metricInfo('tls-handshake-time').title).toBe('TLS handshake time');
    expect(metricInfo('user-cpu-utilization').title).toBe('User CPU utilization');
    expect(metricInfo('radio-time').title).toBe('Radio time');
  });
});
