import * as vscode from 'vscode';
import type { CatalogueRun } from '../../core/catalogue/snapshot.ts';
import type { Baselines } from '../../core/insight/baseline.ts';
import { againstText, describeBaseline } from '../../core/insight/baseline-words.ts';
import { regressedRuns, type Regression } from '../../core/insight/regressions.ts';
import { formatCount } from '../../core/format/quantity.ts';
import type { SourceFile } from '../../core/model/file.ts';
import type { OutlineNode } from '../../core/outline/node.ts';
import type { RegressedRuns } from '../../core/outline/present.ts';
import type { HostContext } from '../context.ts';
import { report } from '../errors.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { addedFolders, isWithin } from '../results/root-folders.ts';
import type { Shell } from '../start/shell.ts';
import type { RegressionCount } from '../status/regression-count.ts';
import type { RunElement } from './element.ts';
import { RunsTree } from './runs-tree.ts';
import { keepOpen, keepState, keptOpen, keptState, type ViewState } from './view-state.ts';

/** Set while a filter hides runs. */
const FILTERED = 'benchtrail.runsFiltered';

/** Set once everything was read and there was nothing: the welcome text is shown then, and not before. */
const EMPTY = 'benchtrail.noRuns';

/** The view "Runs": the tree over the results, its message, its badge, and the way to an item of it. */
export class RunsView implements Disposable {
  readonly #store = new DisposableStore();
  readonly #context: HostContext;
  readonly #tree: RunsTree;
  readonly #view: vscode.TreeView<RunElement>;
  #state: ViewState;
  #told: { readonly baselines: Baselines; readonly text: string } | undefined;

  constructor(context: HostContext, regressions: RegressionCount, { view, tree }: Shell) {
    this.#context = context;
    this.#state = keptState(context.runtime.memory);
    this.#tree = this.#store.add(new RunsTree(context, keptOpen(context.runtime.memory)));
    this.#view = view;
    tree.follow(this.#tree);
    const { results, insights } = context;
    this.#store.add(
      results.onDidChange(() => {
        void this.update();
      }),
    );
    this.#store.add(
      results.onDidChangeState(() => {
        this.#tell();
      }),
    );
    this.#store.add(
      insights.onDidChangeBaseline(() => {
        void this.update();
      }),
    );
    this.#store.add(
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#wake();
      }),
    );
    this.#store.add(
      this.#view.onDidExpandElement(({ element }) => {
        this.#tree.setOpen(element, true);
      }),
    );
    this.#store.add(
      this.#view.onDidCollapseElement(({ element }) => {
        this.#tree.setOpen(element, false);
      }),
    );
    this.#store.add(
      this.#tree.onDidChangeOpen(() => {
        void keepOpen(context.runtime.memory, this.#tree.open);
      }),
    );
    this.#store.add(
      regressions.onDidCount((found) => {
        void this.#showRegressions(found);
      }),
    );
    this.#tellFilter();
    if (this.#view.visible) this.#wake();
  }

  get tree(): RunsTree {
    return this.#tree;
  }

  get state(): ViewState {
    return this.#state;
  }

  get filter(): string {
    return this.#state.filter;
  }

  /** What is selected, in the order of the view. */
  get selection(): readonly RunElement[] {
    return this.#view.selection;
  }

  /** Draws what has changed since the last time; resolves once the view has been told. */
  async update(): Promise<void> {
    await this.#draw();
  }

  async #draw(regressed?: RegressedRuns): Promise<void> {
    const { results, log } = this.#context;
    const added = addedFolders();
    const options = {
      ...this.#state,
      rootNames: results.roots.map(({ name }) => name),
      // Files without results are listed where the user asked for their folder.
      isListed: (file: SourceFile) => added.some((folder) => isWithin(results.uriOf(file), folder)),
    };
    try {
      await this.#tree.update(options, regressed);
      this.#tell();
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) report(error, vscode.l10n.t('Drawing the runs'), log);
    }
  }

  async arrange(change: Partial<ViewState>): Promise<void> {
    this.#state = { ...this.#state, ...change };
    await keepState(this.#context.runtime.memory, this.#state);
    await this.update();
  }

  /** Keeps only runs that have all words; '' keeps every run. */
  async filterBy(text: string): Promise<void> {
    await this.arrange({ filter: text.trim() });
    this.#tellFilter();
  }

  /** Shows the item of a file, selected; false where the view has none. */
  async revealFile(file: SourceFile): Promise<boolean> {
    if (this.#tree.outline === undefined) await this.update();
    let node = this.#tree.outline?.fileNode(file);
    if (node === undefined && this.filter !== '') {
      // Who asks for a file means it more than what was typed some time ago.
      await this.filterBy('');
      node = this.#tree.outline?.fileNode(file);
    }
    if (node === undefined) return false;
    await this.reveal(node);
    return true;
  }

  async reveal(node: OutlineNode): Promise<void> {
    await this.#view.reveal(this.#tree.elementFor(node), { select: true, focus: true, expand: false });
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** For the actions that clear it. */
  #tellFilter(): void {
    void vscode.commands.executeCommand('setContext', FILTERED, this.filter !== '');
  }

  #wake(): void {
    const { results, log } = this.#context;
    void this.update();
    results.wake().then(
      () => {
        void this.update();
      },
      (error: unknown) => {
        report(error, vscode.l10n.t('Reading results'), log);
      },
    );
  }

  #tell(): void {
    const { state } = this.#context.results;
    const outline = this.#tree.outline;
    const busy = state.phase === 'listing' || state.phase === 'reading';
    const parts = [
      this.filter === '' || outline === undefined
        ? ''
        : vscode.l10n.t(
            'Filter “{0}”: {1} of {2} runs.',
            this.filter,
            formatCount(outline.shown),
            formatCount(outline.total),
          ),
      this.#against(),
      busy && (outline?.total ?? 0) === 0 ? vscode.l10n.t('Reading results…') : '',
    ];
    this.#view.message = parts.filter((part) => part !== '').join(' ');
    const isEmpty = state.phase === 'idle' && outline?.children().length === 0 && this.filter === '';
    void vscode.commands.executeCommand('setContext', EMPTY, isEmpty);
  }

  /** As `#againstNow`, found once for each snapshot and choice. */
  #against(): string {
    const { baselines } = this.#context.insights;
    if (this.#told?.baselines !== baselines) this.#told = { baselines, text: this.#againstNow() };
    return this.#told.text;
  }

  /** What runs are held against, where it was chosen: with its age, and whose word it is. */
  #againstNow(): string {
    const { insights, results, runtime } = this.#context;
    const { runs } = results.snapshot;
    const isChosen = ({ file }: CatalogueRun): boolean => insights.choiceOf(file).origin !== 'default';
    const first = runs.find(isChosen);
    if (first === undefined) return '';
    const run = runs.find((one) => isChosen(one) && insights.baselines.of(one) !== null);
    const choice = insights.choiceOf((run ?? first).file);
    const baseline = run === undefined ? null : insights.baselines.of(run);
    if (run === undefined || baseline === null) {
      return vscode.l10n.t('The baseline {0} was not found.', choice.text);
    }
    const text = againstText(describeBaseline(baseline, run, runtime.now().getTime()));
    return choice.origin === 'project'
      ? vscode.l10n.t('Against {0}, as benchtrail.json says.', text)
      : vscode.l10n.t('Against {0}.', text);
  }

  /** The number of regressions as the badge, and on the items that they are in. */
  async #showRegressions(regressions: readonly Regression[]): Promise<void> {
    const { length } = regressions;
    const tooltip =
      length === 1
        ? vscode.l10n.t('1 metric regressed against the baseline')
        : vscode.l10n.t('{0} metrics regressed against the baseline', formatCount(length));
    this.#view.badge = length === 0 ? undefined : { value: length, tooltip };
    await this.#draw(regressedRuns(regressions));
  }
}
