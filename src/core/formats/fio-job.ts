import type { Bag, Scalar } from '../model/measure.ts';
import { parseNumber } from '../text/number.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { identityOf, scalarsOf, type ResultBuilder, type RunBuilder } from './build.ts';
import { readDirection } from './fio-direction.ts';
import { asObject, numberAt, objectAt, stringAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';

const DIRECTIONS = ['read', 'write', 'trim'];

const GROWS = 'a counter over the whole job: it grows with its length';

/** Facts of the whole job, whatever its directions. */
const OF_JOB: Readonly<Record<string, MeasureSpec>> = {
  usr_cpu: { metric: 'user-cpu-utilization', unit: '%' },
  sys_cpu: { metric: 'system-cpu-utilization', unit: '%' },
  ctx: { metric: 'context-switches', unit: 'count', notCountedBecause: GROWS },
  majf: { metric: 'major-page-faults', unit: 'count', notCountedBecause: GROWS },
  minf: { metric: 'page-faults', unit: 'count', notCountedBecause: GROWS },
};

/** Options that only say where fio puts its logs and files, or repeat the job's name. */
const NO_SETTING = /^(?:name|write_\w+_log|description|output(?:-format)?)$/;

/** A job of the file under its benchmark's name and parameters. */
interface Job {
  readonly value: unknown;
  readonly path: JsonPath;
  readonly name: string;
  readonly parameters: Bag;
}

/** All jobs. Clones of one job (`numjobs` without `group_reporting`) are told apart by the parameter `clone`. */
export function readJobs(jobs: readonly unknown[], run: RunBuilder, out: ResultBuilder): void {
  const found = jobs.map((value, index): Job => {
    const name = stringAt(value, 'jobname') ?? `job ${index + 1}`;
    return { value, path: ['jobs', index], name, parameters: optionsOf(objectAt(value, 'job options')) };
  });
  const total = new Map<string, number>();
  for (const job of found) count(total, identityOf(job.name, job.parameters));
  const seen = new Map<string, number>();
  for (const job of found) {
    const identity = identityOf(job.name, job.parameters);
    const clone = count(seen, identity);
    const isClone = (total.get(identity) ?? 1) > 1;
    readJob(isClone ? { ...job, parameters: { ...job.parameters, clone } } : job, run, out);
  }
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}

/** fio writes every option as text; a plain number is one. */
function optionsOf(options: unknown): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(scalarsOf(options))) {
    if (NO_SETTING.test(key)) continue;
    const number = typeof value === 'string' ? parseNumber(value) : NaN;
    bag[key] = Number.isNaN(number) ? value : number;
  }
  return bag;
}

function readJob(job: Job, run: RunBuilder, out: ResultBuilder): void {
  if (asObject(job.value) === null) {
    out.problemAt(job.path, 'warning', 'This job is no object and was not read.');
    return;
  }
  const error = numberAt(job.value, 'error') ?? 0;
  const active = DIRECTIONS.filter((direction) => isActive(objectAt(job.value, direction)));
  if (error !== 0) {
    const reason = `fio ended this job with error ${error}`;
    failJob(job, active, { reason, path: [...job.path, 'error'] }, run);
    out.problemAt(
      [...job.path, 'error'],
      'warning',
      `Job ${job.name}: ${reason}, so none of its numbers counts.`,
    );
    return;
  }
  for (const direction of active) {
    const benchmark = run.benchmark(job.name, { ...job.parameters, direction });
    readDirection(objectAt(job.value, direction), [...job.path, direction], benchmark);
  }
  if (active.length === 0) {
    out.problemAt(job.path, 'warning', `Job ${job.name} moved no data in any direction.`);
    return;
  }
  readFacts(job, run.benchmark(job.name, job.parameters));
}

function isActive(direction: unknown): boolean {
  return (numberAt(direction, 'total_ios') ?? 0) > 0 || (numberAt(direction, 'io_bytes') ?? 0) > 0;
}

interface Failure {
  readonly reason: string;
  readonly path: JsonPath;
}

/** A failed job without a byte moved fails in the direction that its options name. */
function failJob(job: Job, active: readonly string[], failure: Failure, run: RunBuilder): void {
  const asked = String(job.parameters.rw ?? job.parameters.readwrite ?? '');
  const named = DIRECTIONS.filter((direction) => asked.includes(direction));
  for (const direction of active.length > 0 ? active : named.length > 0 ? named : ['read']) {
    const benchmark = run.benchmark(job.name, { ...job.parameters, direction });
    benchmark.measure('iops', { metric: 'iops', unit: 'op/s' }).fail(failure.reason, failure.path);
    benchmark.measure('bw', { metric: 'bandwidth', unit: 'KiB/s' }).fail(failure.reason, failure.path);
  }
}

function readFacts(job: Job, benchmark: BenchmarkBuilder): void {
  for (const [key, spec] of Object.entries(OF_JOB)) {
    const value = numberAt(job.value, key);
    if (value !== null) benchmark.measure(key, spec).value(value, [...job.path, key]);
  }
}

/** How busy each block device was, as fio saw it. */
export function readDisks(disks: readonly unknown[], run: RunBuilder): void {
  disks.forEach((disk, index) => {
    const name = stringAt(disk, 'name');
    const util = numberAt(disk, 'util');
    if (name === null || util === null) return;
    const spec = { metric: 'disk-utilization', unit: '%' };
    run.benchmark('disk', { disk: name }).measure('util', spec).value(util, ['disk_util', index, 'util']);
  });
}
