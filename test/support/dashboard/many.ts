import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How much there is; by default what the dashboard must remain usable with. */
export interface ManySize {
  readonly benchmarks: number;
  readonly runs: number;
}

const SIZE: ManySize = { benchmarks: 500, runs: 30 };

/** Twenty metrics, by the names that tools give their columns: low end, high end. */
const COLUMNS: readonly (readonly [string, number, number])[] = [
  ['throughput_tok_s', 40, 240],
  ['latency_ms', 2, 90],
  ['ttft_ms', 5, 300],
  ['itl_ms', 1, 40],
  ['memory_mb', 200, 9000],
  ['power_w', 30, 320],
  ['gpu_utilization_percent', 20, 99],
  ['load_time_ms', 100, 4000],
  ['compile_time_s', 1, 60],
  ['accuracy', 0.4, 0.98],
  ['stage_tokenize_ms', 0.1, 4],
  ['stage_prefill_ms', 3, 200],
  ['stage_decode_ms', 10, 900],
  ['stage_sample_ms', 0.1, 6],
  ['stage_detokenize_ms', 0.1, 3],
  ['stage_schedule_ms', 0.05, 2],
  ['stage_copy_ms', 0.2, 12],
  ['stage_attention_ms', 1, 90],
  ['stage_mlp_ms', 1, 120],
  ['stage_sync_ms', 0.1, 9],
];

/** A generator with a seed (mulberry32): the same results on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One CSV per run, a day apart: every benchmark with all metrics; the last ten runs are slower in a tenth of them. */
export function manyResults({ benchmarks, runs }: ManySize = SIZE): Record<string, string> {
  const random = seeded(7);
  const base = Array.from({ length: benchmarks }, () =>
    COLUMNS.map(([, low, high]) => low + (high - low) * random()),
  );
  const files: Record<string, string> = {};
  for (let run = 0; run < runs; run++) {
    const day = new Date(Date.UTC(2026, 0, 1 + run)).toISOString();
    const stamp = `${day.slice(0, 10).replaceAll('-', '')}-030000`;
    const rows = base.map((values, at) => {
      const slow = run >= runs - 10 && at % 10 === 0 ? 1.12 : 1;
      const cells = values.map((value) => (value * slow * (0.98 + 0.04 * random())).toPrecision(6));
      return [`case_${String(at).padStart(3, '0')}`, ...cells].join(',');
    });
    files[`nightly/nightly_${stamp}.csv`] = [
      ['benchmark', ...COLUMNS.map(([name]) => name)].join(','),
      ...rows,
      '',
    ].join('\n');
  }
  return files;
}

/** A sampler's readings: so many points at 10 Hz, a slow wave with noise and short peaks. */
export function longSeries(points: number): string {
  const random = seeded(11);
  const start = Date.UTC(2026, 0, 1);
  const lines = ['timestamp,power_w,gpu_utilization_percent'];
  for (let at = 0; at < points; at++) {
    const time = new Date(start + at * 100).toISOString();
    const wave = Math.sin(at / 4000) * 60 + Math.sin(at / 190) * 12;
    const peak = random() < 0.0008 ? 120 * random() : 0;
    const power = 180 + wave + peak + 10 * random();
    lines.push(`${time},${power.toFixed(2)},${(60 + wave / 3 + 6 * random()).toFixed(2)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Writes results made above below a folder. */
export async function writeResults(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
