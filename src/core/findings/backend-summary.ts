import { groupBy } from '../catalogue/twins.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure, ratioFigure } from '../figures/figure.ts';
import { joinedEvidence } from '../figures/evidence.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, say, words, type Inline } from '../report/inline.ts';
import { comparableSets, isForeign, levelName, referenceOf, type ComparableSet } from './comparable.ts';
import type { Finding, FindingInput } from './finding.ts';
import { rowEvidence } from './row-figures.ts';
import { center, type Row } from './rows.ts';

/** Per device: which backend wins how many of the runs, and by how much against their reference. */
export function backendSummary({ rows }: FindingInput): Finding[] {
  const sets = comparableSets(rows).filter(
    ({ metric, parameter }) => metric === 'latency' && parameter === 'backend',
  );
  const devices = [...groupBy(sets, (set) => String(set.rows[0]?.parameters.device ?? ''))].filter(
    ([, group]) => group.length > 1,
  );
  if (devices.length === 0) return [];
  const parts = devices.map(([device, group]) => deviceInlines(device, group));
  const joined = parts.flatMap((part, index) => (index === 0 ? part : [words('; '), ...part]));
  return [
    {
      kind: 'ratio',
      category: null,
      overall: true,
      weight: 0.93,
      statement: [
        ...say`By ${words(inSentence(metricInfo('latency').title))} inside each run, `,
        ...joined,
        words('.'),
      ],
      detail: [],
      advice: { group: 'GPU and kernel optimization', text: adviceText(devices) },
    },
  ];
}

function deviceInlines(device: string, sets: readonly ComparableSet[]): Inline[] {
  const winners = [...groupBy(sets, (set) => winnerName(set))].sort((a, b) => b[1].length - a[1].length);
  const total = countFigure(
    countEvidence('runs by fastest backend', 'backend-against-backend'),
    sets.length,
    `runs on ${device} with several backends`,
  );
  const told = winners.map(([name, won], index) => {
    const count = countFigure(
      countEvidence('runs by fastest backend', 'backend-against-backend'),
      won.length,
      `runs on ${device} in which ${name} is fastest`,
    );
    return index === 0
      ? say`${code(name)} is fastest in ${count} of ${total}${advantage(won)}`
      : say`${code(name)} in ${count}${advantage(won)}`;
  });
  const joined = told.flatMap((part, index) => (index === 0 ? part : [words(', '), ...part]));
  return say`on ${code(device === '' ? 'unknown device' : device)} ${joined}`;
}

/** One sentence per device whose runs agree in most cases. */
function adviceText(devices: readonly (readonly [string, readonly ComparableSet[]])[]): Inline[] {
  return devices.flatMap(([device, sets], index) => {
    const [first] = [...groupBy(sets, (set) => winnerName(set))].sort((a, b) => b[1].length - a[1].length);
    if (first === undefined) return [];
    const [name, won] = first;
    const evidence = countEvidence('runs by fastest backend', 'backend-against-backend');
    const count = countFigure(evidence, won.length, `runs on ${device} in which ${name} is fastest`);
    const total = countFigure(evidence, sets.length, `runs on ${device} with several backends`);
    const verb = won.length === sets.length ? 'prefer' : 'try';
    return [
      ...(index === 0 ? [] : [words(' ')]),
      ...say`On ${code(device)} ${words(verb)} ${code(name)} first: it is fastest in ${count} of ${total} runs; check that its results are equal to those of the reference.`,
    ];
  });
}

/** The fastest backend that ran on the device of its run. */
function winnerOf(set: ComparableSet): Row | undefined {
  return set.rows.find((row) => !isForeign(row)) ?? set.rows[0];
}

function winnerName(set: ComparableSet): string {
  const winner = winnerOf(set);
  return winner === undefined ? '' : levelName(set, winner);
}

/** "(5.50× to 9.63× eager)": the least and the most that the winner gains over the reference of its runs. */
function advantage(sets: readonly ComparableSet[]): Inline[] {
  const gains = sets.flatMap((set) => {
    const [winner, reference] = [winnerOf(set), referenceOf(set)];
    if (winner === undefined || reference === null || winner === reference) return [];
    const [fast, slow] = [center(winner)?.value ?? 0, center(reference)?.value ?? 0];
    if (fast <= 0 || slow <= 0) return [];
    const [name, other] = [levelName(set, winner), levelName(set, reference)];
    const evidence = joinedEvidence(
      [rowEvidence(winner), rowEvidence(reference)],
      winner.label,
      'winner and reference',
    );
    return [{ ratio: slow / fast, other, figure: ratioFigure(evidence, slow / fast, `${other} / ${name}`) }];
  });
  const sorted = gains.sort((a, b) => a.ratio - b.ratio);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined || gains.length < sets.length) return [];
  if (least === most) return say` (${least.figure} faster than ${code(least.other)})`;
  return say` (${least.figure} to ${most.figure} faster than ${code(least.other)})`;
}
