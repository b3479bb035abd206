import type * as vscode from 'vscode';
import { isSeenSummary, seenOf, type SeenSummary } from '../../core/dashboard/seen.ts';
import { DEFAULT_PROJECT } from '../../core/project/project-file.ts';
import type { ArgumentsOf, ResultOf } from '../../protocol/calls.ts';
import type { HostContext } from '../context.ts';
import { inSlices } from '../slices.ts';
import { MODELS, type ModelCall, type ModelSource } from './models.ts';
import { baselineSet } from './set-baseline.ts';

/** Where the state of the last look is kept. */
const SEEN = 'benchtrail.seen';

/** Makes the models of one panel, in slices, from the results of the window. */
export class Answers {
  readonly #context: HostContext;
  /** As it was when the panel was opened: what changes while it is open stays told. */
  readonly #previous: SeenSummary | null;
  #kept = -1;

  constructor(context: HostContext) {
    this.#context = context;
    const kept: unknown = context.runtime.memory.get(SEEN);
    this.#previous = isSeenSummary(kept) ? kept : null;
  }

  async model<K extends ModelCall>(
    call: K,
    args: ArgumentsOf<K>,
    token: vscode.CancellationToken,
  ): Promise<ResultOf<K>> {
    const answer = await inSlices(MODELS[call](this.source(), args), token);
    if (call === 'overview') await this.#keep(token);
    return answer;
  }

  /** What every model of now is made from. */
  source(): ModelSource {
    const { results, runtime } = this.#context;
    return {
      snapshot: results.snapshot,
      project: results.roots[0]?.project ?? DEFAULT_PROJECT,
      generator: runtime.generator,
      roots: results.roots.map(({ name }) => name),
      date: runtime.now().toISOString().slice(0, 10),
      previous: this.#previous,
      baseline: baselineSet(this.#context),
    };
  }

  /** Remembers what was looked at, once everything was read. */
  async #keep(token: vscode.CancellationToken): Promise<void> {
    const { results, runtime } = this.#context;
    const { version } = results.snapshot;
    if (results.state.phase !== 'idle' || version === this.#kept) return;
    const seen = await inSlices(seenOf(results.snapshot), token);
    this.#kept = version;
    await runtime.memory.update(SEEN, seen);
  }
}
