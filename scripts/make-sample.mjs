// Measures something small on this machine and writes the sample workspace from it: every number in test/workspaces/sample
// was really measured. Run it only to renew the sample, or the parts of it that are named: golden tests hold what it wrote.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { cpus, freemem, totalmem, platform, release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test', 'workspaces', 'sample');
const write = (path, text) => {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), text);
};

/** Text with the redundancy of a log file, the same each time. */
function corpus(bytes) {
  let state = 12345;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648);
  const words = [
    'GET',
    'POST',
    '/api/items',
    '/health',
    '200',
    '404',
    '500',
    'user',
    'timeout',
    'retry',
    'ok',
    'cache',
  ];
  const lines = [];
  for (let size = 0; size < bytes;) {
    const line = `${next()} ${words[next() % words.length]} ${words[next() % words.length]} ${next() % 1000}ms\n`;
    lines.push(line);
    size += line.length;
  }
  return Buffer.from(lines.join(''));
}

const seconds = (work) => {
  const start = process.hrtime.bigint();
  const result = work();
  return [Number(process.hrtime.bigint() - start) / 1e9, result];
};

const environment = {
  os: `${platform()} ${release()}`,
  cpu: cpus()[0].model,
  cpu_count: cpus().length,
  node: process.version,
};
const stampOf = (time) => time.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
const started = new Date();
const stamp = stampOf(started);

/** A sweep: every method at several levels and sizes, one row each; the first call of a method is not warmed up. */
function compression() {
  const methods = {
    gzip: (data, level) => gzipSync(data, { level }),
    deflate: (data, level) => deflateSync(data, { level }),
    brotli: (data, level) =>
      brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: level } }),
  };
  const rows = [];
  for (const compress of Object.values(methods)) compress(corpus(64 * 1024), 1);
  for (const [method, compress] of Object.entries(methods)) {
    for (const level of [1, 4, 6, 9]) {
      for (const block_size_kib of [64, 256, 1024]) {
        const data = corpus(block_size_kib * 1024);
        const [time, out] = seconds(() => compress(data, level));
        rows.push({
          method,
          level,
          block_size_kib,
          time_ms: time * 1e3,
          throughput_mb_s: data.length / 1e6 / time,
          compression_ratio: data.length / out.length,
        });
      }
    }
  }
  return rows;
}

/** Repetitions: each method ten times on the same input, warmed up. */
function repetitions() {
  const data = corpus(512 * 1024);
  const methods = {
    'gzip-6': () => gzipSync(data, { level: 6 }),
    'deflate-6': () => deflateSync(data, { level: 6 }),
    'brotli-4': () => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  };
  const rows = [];
  for (const [method, work] of Object.entries(methods)) {
    work();
    for (let repetition = 1; repetition <= 10; repetition++)
      rows.push({ method, repetition, time_ms: seconds(work)[0] * 1e3, error: '' });
  }
  return rows;
}

function hashing() {
  const data = corpus(4 * 1024 * 1024);
  const groups = {};
  for (const name of ['md5', 'sha1', 'sha256', 'sha512']) {
    const times = Array.from(
      { length: 30 },
      () => seconds(() => createHash(name).update(data).digest())[0] * 1e3,
    );
    const mean = times.reduce((a, b) => a + b, 0) / times.length;
    const std = Math.sqrt(times.reduce((a, b) => a + (b - mean) ** 2, 0) / (times.length - 1));
    groups[name] = {
      node: {
        mean_time_ms: mean,
        std_time_ms: std,
        min_time_ms: Math.min(...times),
        max_time_ms: Math.max(...times),
      },
    };
  }
  return groups;
}

/** Two versions of a log search: one query is faster in the second, one slower, one is the same. */
const SEARCHES = {
  before: {
    'errors per path': (lines) =>
      lines.filter((line) => line.split(' ').some((word) => word === '404')).length,
    'requests by user': (lines) => lines.filter((line) => / user /.test(line)).length,
    'slow requests': (lines) => lines.filter((line) => line.endsWith('9ms')).length,
  },
  after: {
    'errors per path': (lines) => lines.filter((line) => / 404 /.test(line)).length,
    'requests by user': (lines) => lines.filter((line) => / user /.test(line)).length,
    'slow requests': (lines) => lines.filter((line) => /9ms$/.test(line)).length,
  },
};

/** Five runs of each version by turns, a file each, all queries warmed up. */
async function searches() {
  const lines = corpus(4 * 1024 * 1024)
    .toString()
    .trim()
    .split('\n');
  for (const queries of Object.values(SEARCHES))
    for (const query of Object.values(queries)) for (let i = 0; i < 20; i++) query(lines);
  for (let run = 1; run <= 5; run++) {
    for (const [version, queries] of Object.entries(SEARCHES)) {
      const rows = [];
      const at = new Date();
      for (let repetition = 1; repetition <= 12; repetition++)
        for (const [query, work] of Object.entries(queries))
          rows.push({ benchmark: query, repetition, time_ms: seconds(() => work(lines))[0] * 1e3 });
      write(`search/${version}/search_${stampOf(at)}.csv`, csv(rows));
      // A run is named by its second.
      await new Promise((done) => setTimeout(done, 1000 - ((Date.now() - at) % 1000)));
    }
  }
}

/** Requests against a server on this machine that answers every seventh one too late. */
async function requests() {
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    const late = count % 7 === 0;
    setTimeout(() => response.end('x'.repeat(2000)), late ? 400 : 2 + (count % 5));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  const rows = [];
  for (let request = 1; request <= 40; request++) {
    const at = new Date().toISOString();
    const start = process.hrtime.bigint();
    const error = await new Promise((done) => {
      const call = get({ host: '127.0.0.1', port, timeout: 150 }, (response) => {
        response.resume();
        response.on('end', () => done(''));
      });
      call.on('timeout', () => call.destroy(new Error('timed out after 150 ms')));
      call.on('error', (problem) => done(problem.message));
    });
    const latency = Number(process.hrtime.bigint() - start) / 1e6;
    rows.push({
      timestamp: at,
      endpoint: '/items',
      request_id: request,
      latency_ms: error ? '' : latency,
      status: error ? '' : 200,
      error,
    });
  }
  server.close();
  return rows;
}

async function systemMetrics() {
  const times = () =>
    cpus().reduce(
      ([busy, all], { times: t }) => [
        busy + t.user + t.sys + t.nice,
        all + t.user + t.sys + t.nice + t.idle + t.irq,
      ],
      [0, 0],
    );
  const metrics = [];
  let before = times();
  for (let i = 0; i < 8; i++) {
    if (i > 2) corpus(6 * 1024 * 1024);
    await new Promise((done) => setTimeout(done, 250));
    const after = times();
    const now = Date.now() / 1000;
    const cpu = (100 * (after[0] - before[0])) / Math.max(1, after[1] - before[1]);
    before = after;
    const used = totalmem() - freemem();
    metrics.push({
      timestamp: now,
      datetime: new Date(now * 1000).toISOString(),
      system: {
        timestamp: now,
        cpu_percent: Number(cpu.toFixed(1)),
        memory_percent: Number(((100 * used) / totalmem()).toFixed(1)),
        memory_used_gb: used / 2 ** 30,
        memory_total_gb: totalmem() / 2 ** 30,
      },
      gpu: [],
    });
  }
  return {
    export_timestamp: Date.now() / 1000,
    export_datetime: new Date().toISOString(),
    metrics_count: metrics.length,
    metrics,
  };
}

const csv = (rows) => {
  const header = Object.keys(rows[0]);
  const cell = (value) =>
    typeof value === 'string' && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value);
  return `${[header.join(','), ...rows.map((row) => header.map((key) => cell(row[key])).join(','))].join('\n')}\n`;
};

/** Writes one part of the workspace each. */
const PARTS = {
  compression: () => {
    const sweep = compression();
    write(`compression/compress_sweep_${stamp}.csv`, csv(sweep));
    const methods = [...new Set(sweep.map(({ method }) => method))];
    write(
      `compression/compress_sweep_${stamp}_summary.csv`,
      csv(
        methods.map((method) => {
          const rows = sweep.filter((row) => row.method === method);
          return {
            method,
            mean_time_ms: (rows.reduce((sum, row) => sum + row.time_ms, 0) / rows.length).toFixed(3),
          };
        }),
      ),
    );
    const repeated = repetitions();
    write(`compression/compress_repeat_${stamp}.csv`, csv(repeated));
    const results = repeated.map(({ error, ...row }) => ({
      ...row,
      time_ms: Number(row.time_ms.toFixed(3)),
    }));
    write(
      `compression/compress_repeat_${stamp}.json`,
      `${JSON.stringify({ started_at: started.toISOString(), environment, results }, null, 2)}\n`,
    );
  },
  hashing: () => write(`hashing/hash_bench.json`, `${JSON.stringify(hashing(), null, 2)}\n`),
  search: searches,
  server: async () => {
    write(`server/requests_${stamp}.csv`, csv(await requests()));
    write(`server/system_metrics.json`, `${JSON.stringify(await systemMetrics(), null, 1)}\n`);
  },
};

const named = process.argv.slice(2);
for (const [name, make] of Object.entries(PARTS))
  if (named.length === 0 || named.includes(name)) await make();
