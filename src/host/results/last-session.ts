import type * as vscode from 'vscode';
import type { ResultCounts } from './results.ts';

const KEY = 'benchtrail.lastSession';

/** What this workspace remembers of the last session: counts to show at once, and where project files lie. */
export class LastSession {
  readonly #memory: vscode.Memento;
  #kept = '';

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get counts(): ResultCounts | undefined {
    const kept: unknown = this.#memory.get(KEY);
    if (typeof kept !== 'object' || kept === null || !('files' in kept) || !('runs' in kept))
      return undefined;
    const { files, runs } = kept;
    return typeof files === 'number' && typeof runs === 'number' ? { files, runs } : undefined;
  }

  /** URIs of project files, as text. */
  get projects(): readonly string[] {
    const kept: unknown = this.#memory.get(KEY);
    if (typeof kept !== 'object' || kept === null || !('projects' in kept)) return [];
    const { projects } = kept;
    return Array.isArray(projects) ? projects.filter((uri) => typeof uri === 'string') : [];
  }

  async keep(counts: ResultCounts, projects: readonly string[]): Promise<void> {
    const kept = { ...counts, projects };
    const text = JSON.stringify(kept);
    if (text === this.#kept) return;
    this.#kept = text;
    await this.#memory.update(KEY, kept);
  }
}
