import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import type { SourceFile } from '../model/file.ts';
import { groupBy } from '../catalogue/twins.ts';
import { filterSteps, type Steps } from '../model/steps.ts';
import { runTitle } from '../insight/baseline-words.ts';
import { benchmarkTitle, type DescriptionContext } from '../insight/tooltip.ts';
import { filesKind, fileNodes, filesNodes } from './files.ts';
import { groupNodes } from './groups.ts';
import type { BenchmarkNode, GroupNode, MetricNode, OutlineNode, RunNode } from './node.ts';
import type { OutlineOptions } from './options.ts';
import { orderedBenchmarks, orderedMetrics, orderedRuns } from './order.ts';
import { filterWords, runMatches } from './search.ts';

/** What is made at once. */
interface OutlineParts {
  readonly tops: readonly OutlineNode[];
  readonly shown: number;
  readonly total: number;
}

/** So many runs are held against the words of a filter in one step. */
const STEP_RUNS = 250;

/**
 * The view of runs as a tree over one snapshot. Groups and series are made at once, everything below them when it is asked
 * for: a folder of ten thousand runs costs one pass. Copies and summaries of other files are listed as files, not as runs.
 */
export class Outline {
  readonly #options: OutlineOptions;
  readonly #contextOf: (run: CatalogueRun) => DescriptionContext;
  readonly #tops: readonly OutlineNode[];
  readonly #children = new Map<string, readonly OutlineNode[]>();
  /** Runs that the filter keeps. */
  readonly shown: number;
  /** Runs that there are. */
  readonly total: number;

  private constructor(
    { tops, shown, total }: OutlineParts,
    options: OutlineOptions,
    contextOf: (run: CatalogueRun) => DescriptionContext,
  ) {
    this.#options = options;
    this.#contextOf = contextOf;
    this.#tops = tops;
    this.shown = shown;
    this.total = total;
  }

  /** The outline of a snapshot, in steps. */
  static *of(
    snapshot: Snapshot,
    options: OutlineOptions,
    contextOf: (run: CatalogueRun) => DescriptionContext,
  ): Steps<Outline> {
    const words = filterWords(options.filter);
    const all = yield* filterSteps(snapshot.runs, ({ file }) => file.status === 'used');
    const shown: CatalogueRun[] = [];
    for (const [index, run] of all.entries()) {
      if (index % STEP_RUNS === 0) yield;
      if (runMatches(run, words)) shown.push(run);
    }
    const groups = yield* groupNodes(shown, options);
    yield;
    const tops = [...groups, ...filesNodes(snapshot.files, words, options.isListed)];
    return new Outline({ tops, shown: shown.length, total: all.length }, options, contextOf);
  }

  /** The top without an argument; else what stands below a node. */
  children(node?: OutlineNode): readonly OutlineNode[] {
    if (node === undefined) return this.#tops;
    const known = this.#children.get(node.id);
    if (known !== undefined) return known;
    const made = this.#make(node);
    this.#children.set(node.id, made);
    return made;
  }

  /** The node of a run; undefined where the filter hides it, or its file is counted elsewhere. */
  runNode(id: string): RunNode | undefined {
    let level: readonly OutlineNode[] = this.#tops;
    for (;;) {
      const next = level.find((node) => node.runIds.includes(id));
      if (next === undefined || next.kind === 'run') return next;
      level = this.children(next);
    }
  }

  /** The node of a file: its first run, or the item that says why it has none. */
  fileNode(file: SourceFile): OutlineNode | undefined {
    const kind = filesKind(file, this.#options.isListed);
    if (kind === null) {
      const isOf = (node: OutlineNode): boolean =>
        node.kind === 'group' && node.runs.some((run) => run.file === file);
      const group = this.#tops.find(isOf);
      const run = group?.kind === 'group' ? group.runs.find((one) => one.file === file) : undefined;
      return run === undefined ? undefined : this.runNode(run.id);
    }
    const parent = this.#tops.find((node) => node.kind === 'files' && node.of === kind);
    return parent === undefined
      ? undefined
      : this.children(parent).find((node) => node.kind === 'file' && node.file === file);
  }

  #make(node: OutlineNode): readonly OutlineNode[] {
    switch (node.kind) {
      case 'group':
        return this.#belowGroup(node);
      case 'series':
        return this.#runs(node.runs, node);
      case 'run':
        return this.#belowRun(node);
      case 'benchmark':
        return metricNodes(node.entries, node);
      case 'files':
        return fileNodes(node);
      case 'metric':
      case 'file':
        return [];
    }
  }

  /** A group's only series is not shown as a level of its own. */
  #belowGroup(node: GroupNode): readonly OutlineNode[] {
    const [only, second] = node.series;
    if (node.groups.length === 0 && only !== undefined && second === undefined)
      return this.#runs(only.runs, node);
    return [...node.groups, ...node.series];
  }

  #runs(runs: readonly CatalogueRun[], parent: OutlineNode): readonly RunNode[] {
    const [first] = runs;
    if (first === undefined) return [];
    return orderedRuns(runs, this.#options.sortBy, this.#contextOf(first)).map((run) => ({
      kind: 'run',
      id: `run:${run.id}`,
      parent,
      title: runTitle(run),
      runIds: [run.id],
      run,
    }));
  }

  /** The only benchmark of a run that has no name is not shown as a level of its own. */
  #belowRun(node: RunNode): readonly OutlineNode[] {
    const { run } = node;
    const groups = groupBy(run.measures, ({ benchmark }) =>
      JSON.stringify([benchmark.name, benchmark.parameters]),
    );
    const nodes = [...groups].map(([key, entries]): BenchmarkNode => {
      const { name, parameters } = entries[0]?.benchmark ?? { name: '', parameters: {} };
      const title = benchmarkTitle(name, parameters);
      return {
        kind: 'benchmark',
        id: `${node.id}\n${key}`,
        parent: node,
        title,
        runIds: node.runIds,
        run,
        entries,
      };
    });
    const [only] = nodes;
    const isUnnamed = nodes.length === 1 && only?.entries[0]?.benchmark.name === '';
    if (only !== undefined && isUnnamed) return metricNodes(only.entries, node);
    return orderedBenchmarks(nodes, this.#options.sortBy, this.#contextOf(run));
  }
}

function metricNodes(
  entries: readonly CatalogueMeasure[],
  parent: RunNode | BenchmarkNode,
): readonly MetricNode[] {
  const seen = new Map<string, number>();
  return orderedMetrics(entries).map((entry) => {
    const { label } = entry.measure;
    const times = (seen.get(label) ?? 0) + 1;
    seen.set(label, times);
    const suffix = times === 1 ? '' : `#${String(times)}`;
    return {
      kind: 'metric',
      id: `${parent.id}\nmetric:${label}${suffix}`,
      parent,
      title: label,
      runIds: parent.runIds,
      run: entry.run,
      entry,
    };
  });
}
