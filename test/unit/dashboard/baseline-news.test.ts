import { describe, expect, it } from 'vitest';
import { baselineNewsSteps, type BaselineNews } from '../../../src/core/dashboard/baseline-news.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import type { SetBaseline } from '../../../src/core/report/baseline-sides.ts';
import { figuresIn, plainText } from '../../../src/core/report/inline.ts';
import { reportOf } from '../../../src/host/dashboard/models.ts';
import { isBaselineNews } from '../../../src/protocol/models/baseline.ts';
import { HELD_SOURCE, modelAnswer } from '../../support/dashboard/messages.ts';

const { snapshot, project, baseline: BEFORE } = HELD_SOURCE;

function news(set: SetBaseline | null): BaselineNews | null {
  return runToEnd(baselineNewsSteps(snapshot, project, set));
}

describe('how the results stand against the baseline', () => {
  it('is nothing where none is set', () => {
    expect(news(null)).toBeNull();
  });

  it('is counted by verdict, and what moved most is named with both sides, interval and p', () => {
    const texts = news(BEFORE)?.sentences.map((one) => plainText(one)) ?? [];
    expect(texts[0]).toBe(
      'Against the baseline before, of 40 metrics that both sides have: 7 ✗ regressed, 2 ✓ improved, 11 ◆ changed and 20 ≈ no change shown.',
    );
    expect(texts.slice(1).map((text) => text.slice(0, 11))).toEqual([
      '✗ regressed',
      '✗ regressed',
      '✗ regressed',
      '✓ improved:',
      '✓ improved:',
    ]);
    expect(texts[1]).toMatch(
      /^✗ regressed: case_000 .+ \S+, [\d.]+ \S+ → [\d.]+ \S+, \+1\d\.\d % \(\+[\d.]+ % to \+[\d.]+ %, adjusted p 0\.00\d+\)\.$/,
    );
  });

  it('leads from each number that was measured to its lines', () => {
    const [, first = []] = news(BEFORE)?.sentences ?? [];
    const [before, after, change] = [...figuresIn(first)].map(({ evidence }) =>
      evidence.sources.map(({ file }) => file.split('/')[0]),
    );
    expect(new Set(before)).toEqual(new Set(['before']));
    expect(new Set(after)).toEqual(new Set(['after']));
    expect(new Set(change)).toEqual(new Set(['before', 'after']));
  });

  it('is what the summary of the report says', () => {
    const made = runToEnd(reportOf(HELD_SOURCE, { title: '', without: [], baseline: { kind: 'set' } }));
    const blocks = made.kind === 'empty' ? [] : (made.report.sections[0]?.blocks ?? []);
    const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
    const told = news(BEFORE)?.sentences.map((one) => plainText(one)) ?? [];
    expect(told.length).toBeGreaterThan(3);
    expect(items.map((item) => plainText(item)).slice(0, told.length)).toEqual(told);
  });

  it('says why nothing can be held against a baseline that is not there', () => {
    const found = news({ text: 'gone', isRuled: () => true });
    expect(found?.sentences).toEqual([]);
    expect(found?.note).toMatch(/no result that counts is of it/);
  });

  it('reaches the page as the page expects it', () => {
    expect(isBaselineNews(structuredClone(modelAnswer('baseline', undefined, HELD_SOURCE)))).toBe(true);
  });
});
