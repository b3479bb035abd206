import * as vscode from 'vscode';
import {
  diagnosticsOf,
  projectDiagnostics,
  type DiagnosticFix,
  type FileDiagnostic,
} from '../../core/insight/diagnostics.ts';
import { syntaxOf, type LineSyntax } from '../../core/insight/line-tokens.ts';
import { measuresOf } from '../../core/insight/place-index.ts';
import type { SourceFile } from '../../core/model/file.ts';
import type { Problem, Severity } from '../../core/model/problem.ts';
import { readProject } from '../../core/project/read-project.ts';
import type { HostContext } from '../context.ts';
import { lineSyntax } from '../documents/result-documents.ts';
import { report } from '../errors.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { isProjectFile } from '../project/name.ts';
import { hostTurns, nextTurn } from '../slices.ts';
import { openFiles } from './open-files.ts';
import { rangeOf } from './ranges.ts';

/** Whose diagnostics these are, as the Problems panel shows it. */
const SOURCE = 'Benchtrail';

/** Setting: which files have diagnostics. */
const SETTING = 'problems';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** A diagnostic with what can be done about it. */
interface Told {
  readonly diagnostic: vscode.Diagnostic;
  readonly fixes: readonly DiagnosticFix[];
}

/** What a file's diagnostics were made from; no version while it was not open. */
interface Made {
  readonly version: number | undefined;
  readonly told: readonly Told[];
}

/** A file to be told about: its document where it is open. */
interface Subject {
  readonly uri: vscode.Uri;
  readonly document: vscode.TextDocument | undefined;
}

/** Keeps the Problems panel in step with results, open files and settings. One update runs, at most one waits. */
export class Problems implements Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection('benchtrail'));
  readonly #stop = this.#store.add(new vscode.CancellationTokenSource());
  readonly #context: HostContext;
  readonly #docs: vscode.Uri;
  #told = new Map<string, readonly Told[]>();
  /** What was told of files that have not changed since. */
  readonly #made = new WeakMap<SourceFile, Made>();
  #running: Promise<void> | undefined;
  #again = false;

  constructor(context: HostContext) {
    this.#context = context;
    this.#docs = vscode.Uri.joinPath(context.runtime.extension, 'media', 'problems.md');
    const update = (): void => {
      this.update();
    };
    this.#store.add(context.results.onDidChange(update));
    this.#store.add(vscode.window.tabGroups.onDidChangeTabs(update));
    this.#store.add(vscode.workspace.onDidOpenTextDocument(update));
    this.#store.add(vscode.workspace.onDidSaveTextDocument(update));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isProjectFile(document.uri)) this.update();
      }),
    );
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`benchtrail.${SETTING}`)) this.update();
      }),
    );
    this.update();
  }

  /** What can be done about a diagnostic of ours; empty for any other. */
  fixesOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): readonly DiagnosticFix[] {
    if (diagnostic.source !== SOURCE) return [];
    const told = this.#told.get(uri.toString()) ?? [];
    const found = told.find((one) => one.diagnostic.message === diagnostic.message);
    return found?.fixes ?? [];
  }

  /** Brings the panel up to date; a call while that is under way makes it run once more. */
  update(): void {
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#running = this.#run()
      .catch((error: unknown) => {
        report(error, vscode.l10n.t('Updating the Problems panel'), this.#context.log);
      })
      .finally(() => {
        this.#running = undefined;
        if (this.#again && !this.#stop.token.isCancellationRequested) {
          this.#again = false;
          this.update();
        }
      });
  }

  dispose(): void {
    this.#stop.cancel();
    this.#store.dispose();
  }

  async #run(): Promise<void> {
    const mode = vscode.workspace.getConfiguration('benchtrail').get<string>(SETTING);
    const subjects = mode === 'off' ? [] : mode === 'all' ? this.#everything() : openFiles();
    const told = new Map<string, readonly Told[]>();
    for (const subject of subjects) {
      if (hostTurns.isOver) await nextTurn(this.#stop.token);
      const key = subject.uri.toString();
      const before = this.#told.get(key);
      const own =
        subject.document?.isDirty === true && !isProjectFile(subject.uri) ? before : this.#about(subject);
      if (own === undefined || own.length === 0) continue;
      told.set(key, own);
      if (own !== before)
        this.#collection.set(
          subject.uri,
          own.map(({ diagnostic }) => diagnostic),
        );
    }
    for (const key of this.#told.keys()) if (!told.has(key)) this.#collection.delete(vscode.Uri.parse(key));
    this.#told = told;
  }

  /** Every file of the results, every wrong project file, and what is open. */
  #everything(): readonly Subject[] {
    const { results } = this.#context;
    const open = openFiles();
    const known = new Set(open.map(({ uri }) => uri.toString()));
    const projects = results.projectProblems.map(({ uri }) => uri);
    const closed = [...projects, ...results.snapshot.files.map((file) => results.uriOf(file))];
    const more = closed.filter((uri) => !known.has(uri.toString()));
    return [...open, ...more.map((uri) => ({ uri, document: undefined }))];
  }

  #about({ uri, document }: Subject): readonly Told[] {
    if (isProjectFile(uri)) {
      const found = projectDiagnostics(this.#projectProblems(uri, document));
      return this.#tell(found, uri, document, { kind: 'json' });
    }
    const { results } = this.#context;
    const file = results.fileAt(uri);
    if (file === undefined) return [];
    const version = document?.version;
    const known = this.#made.get(file);
    if (known !== undefined && known.version === version) return known.told;
    const found = diagnosticsOf(file, measuresOf(results.snapshot, file));
    const told = found.length === 0 ? [] : this.#tell(found, uri, document, syntaxFor(file, document));
    this.#made.set(file, { version, told });
    return told;
  }

  /** Of the text as it is being written, where the file is open; else as it was read. */
  #projectProblems(uri: vscode.Uri, document: vscode.TextDocument | undefined): readonly Problem[] {
    if (document !== undefined) return readProject(document.getText(), uri.path).problems;
    const key = uri.toString();
    return this.#context.results.projectProblems.find((one) => one.uri.toString() === key)?.problems ?? [];
  }

  #tell(
    found: readonly FileDiagnostic[],
    uri: vscode.Uri,
    document: vscode.TextDocument | undefined,
    syntax: LineSyntax,
  ): Told[] {
    return found.map(({ code, severity, message, places, fixes }) => {
      const [first, ...others] = places.map((place) => rangeOf(place, document, syntax));
      const range = first ?? new vscode.Range(0, 0, 0, 0);
      const diagnostic = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
      diagnostic.source = SOURCE;
      diagnostic.code = { value: code, target: this.#docs };
      diagnostic.relatedInformation = others.map((other) => {
        const text = vscode.l10n.t('Here too: line {0}', String(other.start.line + 1));
        return new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, other), text);
      });
      return { diagnostic, fixes };
    });
  }
}

function syntaxFor(file: SourceFile, document: vscode.TextDocument | undefined): LineSyntax {
  return document === undefined ? syntaxOf(file.fileType, null) : lineSyntax(document, file);
}
