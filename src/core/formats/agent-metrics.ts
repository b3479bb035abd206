import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp, stampMillis } from '../normalise/timestamps.ts';
import { experimentsOf, timesOf, type AgentBlock, type Experiment } from './agent-metrics-blocks.ts';
import { comparisonSpec } from './agent-metrics-names.ts';
import { readAgent } from './agent-metrics-read.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import { environmentOf } from './environment.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { numberAt, objectAt, stringAt } from './json-guards.ts';
import { bagOf } from './request-rows.ts';

const COMPARED = 'It is computed from the agents of this file.';
const WHOLE = 'It is the time of the whole agent with its report, not of its requests.';

/** Agents that call a language model, compared with each other: aggregates, and single runs where they are listed. */
export const agentMetrics: Format = {
  id: 'agent-metrics',
  title: 'Agent metrics',
  proof: 'Real files of the reference corpus, of several experiments and versions.',
  about:
    'JSON with one object per agent that holds `aggregate_metrics` (`average_tokens_per_second`, `average_ttft_ms`, durations) and often `individual_runs` and `configuration`; also a list of such experiments. ' +
    'The runs are samples, the aggregate is shown beside them as reported, and the block of differences is shown without being counted.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const experiments = experimentsOf(head.json);
  const agents = experiments.flatMap((experiment) => experiment.agents);
  if (agents.length === 0) return null;
  const names = [...new Set(agents.map(({ name }) => `\`${name}\``))].slice(0, 3).join(', ');
  return { score: 0.85, reason: `a JSON with \`aggregate_metrics\` of ${names}` };
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  let listed = false;
  for (const experiment of experimentsOf(file.json().value)) {
    listed = readExperiment(experiment, out) || listed;
    yield;
  }
  if (!listed) out.role = 'summary';
  return yield* out.finish(() => file.text());
}

/** True where single runs are listed. */
function readExperiment(experiment: Experiment, out: ResultBuilder): boolean {
  const { agents, root, name } = experiment;
  const shared = sharedParameters(experiment);
  const stamps = timesOf(experiment)
    .map((text) => parseStamp(text))
    .filter((stamp) => stamp !== null)
    .sort((a, b) => stampMillis(a) - stampMillis(b));
  const run = out.run({
    name,
    startedAt: stamps[0] ?? null,
    endedAt: stamps.at(-1) ?? null,
    environment: environmentOf(objectAt(agents[0]?.metrics, 'system_info') ?? objectAt(root, 'system_info')),
    parameters: shared,
  });
  let listed = false;
  for (const agent of agents) {
    const benchmark = run.benchmark(agent.name, ownParameters(agent, shared));
    listed = readAgent(agent, benchmark, out) || listed;
    for (const { label, seconds, path } of agent.durations) {
      benchmark
        .measure(label, { metric: 'total-time', unit: 's', notCountedBecause: WHOLE })
        .value(seconds, path);
    }
  }
  readComparison(experiment, run);
  return listed;
}

function sharedParameters({ agents, root }: Experiment): Bag {
  const shared: Record<string, Scalar> = {};
  const model = stringAt(agents[0]?.metrics, 'model');
  if (model !== null && agents.every(({ metrics }) => stringAt(metrics, 'model') === model))
    shared.model = model;
  const language = stringAt(root, 'language');
  if (language !== null) shared.language = language;
  return shared;
}

/** `agent_type` is a setting only where it says more than the agent's name. */
function ownParameters({ name, metrics }: AgentBlock, shared: Bag): Bag {
  const bag: Record<string, Scalar> = {};
  const model = stringAt(metrics, 'model');
  if (model !== null && shared.model === undefined) bag.model = model;
  const type = stringAt(metrics, 'agent_type');
  if (type !== null && type.toLowerCase() !== name.toLowerCase()) bag.agent_type = type;
  return { ...bag, ...bagOf(objectAt(metrics, 'configuration')) };
}

function readComparison({ agents, comparison }: Experiment, run: RunBuilder): void {
  if (comparison === null) return;
  const name = agents.map((agent) => agent.name).join(' vs ');
  for (const key of Object.keys(comparison.values)) {
    const value = numberAt(comparison.values, key);
    const spec = comparisonSpec(key);
    if (value === null || spec === null) continue;
    const measure = run.benchmark(name).measure(key, { ...spec, notCountedBecause: COMPARED });
    measure.value(value, [...comparison.path, key]);
  }
}
