import { nodeDecoder } from '../../src/cli/decoder.ts';
import { Catalogue } from '../../src/core/catalogue/catalogue.ts';
import { runToEnd } from '../../src/core/model/steps.ts';
import { readFile } from '../../src/core/reading/read-file.ts';
import type { ModelSource } from '../../src/host/dashboard/models.ts';
import { longSeries, manyResults, seeded } from '../../test/support/dashboard/many.ts';
import { modelSource } from '../model-source.ts';

const MODELS = 40;
const LOADS = [1, 2, 4, 8, 16, 32, 64, 128];
const REPETITIONS = 5;
const BATCHES = 50;
const FILES = 10_000;

/** Results of which one file can be changed, as while somebody measures. */
export interface ChangingResults {
  readonly source: () => ModelSource;
  /** The file is written again as it was. */
  readonly touch: () => void;
  /** All its numbers are others. */
  readonly rewrite: () => void;
}

/** A folder as large as the dashboard must remain usable with: histories, a sampler's readings, loads, and a swept parameter. */
export function manyThings(): ChangingResults {
  const files = {
    ...manyResults(),
    'power/power.csv': longSeries(100_000),
    'load/load.csv': loads(),
    'sweep/sweep.csv': sweep(),
  };
  return changing(files, 'nightly/nightly_20260130-030000.csv');
}

/** So many small files, each a run of two benchmarks, in a hundred series. */
export function manyFiles(): ChangingResults {
  const random = seeded(23);
  const files = Array.from({ length: FILES }, (_, at): [string, string] => {
    const rows = ['copy', 'scale'].map((name) => `${name},${(3 + random()).toFixed(4)}`);
    const path = `results/series${String(at % 100)}/run_${String(at)}.csv`;
    return [path, `benchmark,latency_ms\n${rows.join('\n')}\n`];
  });
  return changing(Object.fromEntries(files), 'results/series50/run_5050.csv');
}

/** One benchmark with so many samples in one run. */
export function oneGroup(samples: number): ChangingResults {
  const random = seeded(13);
  const rows = Array.from(
    { length: samples },
    (_, at) => `copy,${String(at)},${(5 + 3 * random()).toFixed(4)}`,
  );
  const path = 'results/copy.csv';
  return changing({ [path]: `benchmark,repetition,latency_ms\n${rows.join('\n')}\n` }, path);
}

function changing(files: Readonly<Record<string, string>>, path: string): ChangingResults {
  const catalogue = new Catalogue();
  let [turn, text] = [0, files[path] ?? ''];
  const put = (name: string, content: string): void => {
    const bytes = new TextEncoder().encode(content);
    const modifiedAt = new Date(Date.UTC(2026, 5, 1) + 1000 * ++turn).toISOString();
    const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };
    catalogue.put(runToEnd(readFile({ root: 0, path: name, bytes, modifiedAt }, context)));
  };
  for (const [name, content] of Object.entries(files)) put(name, content);
  return {
    source: () => modelSource(catalogue.snapshot()),
    touch: () => {
      put(path, text);
    },
    rewrite: () => {
      text = text.replaceAll(/(\d)\.(\d)/g, (_all, ones: string, tenths: string) => {
        return `${ones}.${String((Number(tenths) + 1) % 10)}`;
      });
      put(path, text);
    },
  };
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
