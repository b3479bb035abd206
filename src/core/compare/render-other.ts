import { codeSpan, escapeText } from '../report/markdown-text.ts';
import type { Change, ComparisonResult } from './compare.ts';
import { cells, notes } from './render-text.ts';
import { changeName, changeText, measureName, VERDICT_WORDS, whyText } from './words.ts';

/** A GitHub-flavored table with the notes as a list. */
export function renderComparisonMarkdown(result: ComparisonResult): string {
  const rows = result.changes.map(
    (change) =>
      `| ${cells(change)
        .map((cell, index) => (index === 0 ? codeSpan(cell, true) : escapeText(cell)))
        .join(' | ')} |`,
  );
  const table = [
    '| Benchmark | Metric | Before | After | Change | p, adjusted | Verdict |',
    '| --- | --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
  ];
  const list = notes(result).map((note) => `- ${escapeText(note)}`);
  return `${[...(rows.length === 0 ? ['The two sides share no benchmark.'] : table), '', ...list].join('\n')}\n`;
}

/** Everything as JSON, for other programs. */
export function renderComparisonJson(result: ComparisonResult): string {
  const changes = result.changes.map((change) => ({
    benchmark: change.pair.benchmark,
    parameters: change.pair.parameters,
    category: change.pair.category,
    metric: change.metric,
    label: change.label,
    unit: change.unit,
    direction: change.direction,
    verdict: change.verdict,
    because: change.decision?.because ?? null,
    need: change.decision?.need ?? null,
    differing: change.differing,
    statistic: change.comparison.of,
    before: change.comparison.before,
    after: change.comparison.after,
    change: change.comparison.change,
    interval: change.comparison.interval,
    test: change.comparison.test,
    exact: change.comparison.exact,
    p: change.comparison.p,
    adjustedP: change.decision?.adjustedP ?? null,
    n: change.comparison.n,
    runs: change.comparison.runs,
    sources: { before: change.pair.before.map(placeOf), after: change.pair.after.map(placeOf) },
  }));
  const { means, environment, noiseFloor } = result;
  const body = {
    schemaVersion: 1,
    noiseFloor,
    changes,
    means,
    environment,
    onlyBefore: result.onlyBefore.map(measureName),
    onlyAfter: result.onlyAfter.map(measureName),
  };
  return `${JSON.stringify(body, null, 1)}\n`;
}

function placeOf({ run, measure }: Change['pair']['before'][number]): object {
  return { file: run.file.path, line: measure.place.line, column: measure.place.column };
}

/** GitHub workflow commands: an error for each regression, a notice for each improvement, then the counts. */
export function renderComparisonGithub(result: ComparisonResult): string {
  const told = result.changes.filter(
    ({ verdict }) => verdict === 'regressed' || verdict === 'improved' || verdict === 'changed',
  );
  const lines = told.map((change) => annotation(change));
  const summary = notes(result).map((note) => `::notice title=Benchtrail::${escapeData(note)}`);
  return `${[...lines, ...summary].join('\n')}\n`;
}

function annotation(change: Change): string {
  const level = change.verdict === 'regressed' ? 'error' : 'notice';
  const entry = change.pair.after[0];
  const place =
    entry === undefined
      ? ''
      : `file=${escapeProperty(entry.run.file.path)},line=${String(entry.measure.place.line)},`;
  const message = `${changeName(change)}: ${change.label} ${VERDICT_WORDS[change.verdict]} by ${changeText(change)}; ${whyText(change)}`;
  return `::${level} ${place}title=${escapeProperty(VERDICT_WORDS[change.verdict])}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
