import type { ModelSource } from '../../src/host/dashboard/models.ts';
import { longSeries, manyResults, seeded } from '../../test/support/dashboard/many.ts';
import { readFiles } from '../../test/support/read-folder.ts';
import { modelSource } from '../model-source.ts';

const MODELS = 40;
const LOADS = [1, 2, 4, 8, 16, 32, 64, 128];
const REPETITIONS = 5;
const BATCHES = 50;
const FILES = 10_000;

/** A folder as large as the dashboard must remain usable with: histories, a sampler's readings, loads, and a swept parameter. */
export function manyThings(): ModelSource {
  return modelSource(
    readFiles({
      ...manyResults(),
      'power/power.csv': longSeries(100_000),
      'load/load.csv': loads(),
      'sweep/sweep.csv': sweep(),
    }),
  );
}

/** So many small files, each a run of two benchmarks, in a hundred series. */
export function manyFiles(): ModelSource {
  const random = seeded(23);
  const files = Array.from({ length: FILES }, (_, at): [string, string] => {
    const rows = ['copy', 'scale'].map((name) => `${name},${(3 + random()).toFixed(4)}`);
    const path = `results/series${String(at % 100)}/run_${String(at)}.csv`;
    return [path, `benchmark,latency_ms\n${rows.join('\n')}\n`];
  });
  return modelSource(readFiles(Object.fromEntries(files)));
}

/** One benchmark with so many samples in one run. */
export function oneGroup(samples: number): ModelSource {
  const random = seeded(13);
  const rows = Array.from(
    { length: samples },
    (_, at) => `copy,${String(at)},${(5 + 3 * random()).toFixed(4)}`,
  );
  return modelSource(
    readFiles({ 'results/copy.csv': `benchmark,repetition,latency_ms\n${rows.join('\n')}\n` }),
  );
}

/** The same results as after a change: nothing that was computed of them is known any more. */
export function anew({ snapshot, ...rest }: ModelSource): ModelSource {
  return { ...rest, snapshot: { ...snapshot } };
}

function loads(): string {
  const random = seeded(17);
  const lines = ['model,concurrency,throughput_tok_s,ttft_ms,latency_ms'];
  for (let model = 0; model < MODELS; model++) {
    for (const load of LOADS) {
      for (let repetition = 0; repetition < REPETITIONS; repetition++) {
        const rate = (3000 * load) / (load + 20) + 20 * random();
        const wait = 20 + 3 * load + 5 * random();
        lines.push(
          [`model-${String(model)}`, load, rate.toFixed(2), wait.toFixed(3), (9 * wait).toFixed(3)].join(','),
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function sweep(): string {
  const random = seeded(19);
  const lines = ['benchmark,batch_size,execution_time_ms'];
  for (let kernel = 0; kernel < MODELS; kernel++) {
    for (let batch = 1; batch <= BATCHES; batch++) {
      for (let repetition = 0; repetition < REPETITIONS; repetition++)
        lines.push([`kernel-${String(kernel)}`, batch, (batch * (1 + 0.1 * random())).toFixed(4)].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}
