import { seeded } from './many.ts';

const TILES = [8, 16, 32, 64] as const;
const THREADS = [1, 2, 4, 8, 16, 32] as const;

/** A sweep of two parameters, five repetitions a cell, over two decades; one cell failed, one was not measured. */
export function matmulSweep(): Record<string, string> {
  const random = seeded(3);
  const lines = ['benchmark,tile,threads,repetition,time_ms,error'];
  for (const tile of TILES) {
    for (const threads of THREADS) {
      if (tile === 64 && threads === 1) continue;
      for (let repetition = 0; repetition < 5; repetition++) {
        const fit = 1 + Math.log2(tile / 32) ** 2 / 3;
        const time = (420 * fit * (0.98 + 0.04 * random())) / threads ** 0.95 + threads / 8;
        const isFailed = tile === 64 && threads === 32;
        const cells = isFailed ? ['', 'out of memory'] : [time.toFixed(3), ''];
        lines.push(['matmul', tile, threads, repetition, ...cells].join(','));
      }
    }
  }
  return { 'matmul/matmul_bench_20260105-030000.csv': `${lines.join('\n')}\n` };
}
