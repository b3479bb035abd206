import * as vscode from 'vscode';
import type { SourceFile } from '../../core/model/file.ts';
import { readProject } from '../../core/project/read-project.ts';
import { matchesGlob } from '../../core/normalise/globs.ts';
import { mappableColumns } from '../../core/project/mappable.ts';
import type { ProjectFile } from '../../core/project/project-file.ts';
import { mappingsFor } from '../../core/project/selection.ts';
import { readFile } from '../../core/reading/read-file.ts';
import { formatBytes } from '../../core/format/quantity.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { webDecoder } from '../files/decoder.ts';
import { chosenUri } from '../runs/selected.ts';
import { inSlices } from '../slices.ts';
import { projectDocumentFor, type ProjectDocument } from './project-document.ts';

/** A file that nothing is known of is read up to this size to say what it is. */
const MOST_BYTES = 20 * 1024 * 1024;

/** What can be done about it: the words of a button, and what it does. */
interface Way {
  readonly label: string;
  readonly go: () => Thenable<unknown>;
}

interface Answer {
  readonly sentence: string;
  readonly ways: readonly Way[];
}

/** Says which rule keeps a file out of the runs, or where it is among them, and offers what would change that. */
export async function whyNotHere(context: HostContext, args: readonly unknown[]): Promise<void> {
  const uri = chosenUri(args, context) ?? (await askFile());
  if (uri === undefined) return;
  const { results } = context;
  await results.wake();
  await results.settled();
  const file = results.fileAt(uri);
  const answer = file === undefined ? await whyUnknown(context, uri) : await whyKnown(context, uri, file);
  const labels = answer.ways.map(({ label }) => label);
  const chosen = await vscode.window.showInformationMessage(answer.sentence, ...labels);
  await answer.ways.find(({ label }) => label === chosen)?.go();
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({ openLabel: vscode.l10n.t('Ask About This File') });
  return chosen?.[0];
}

/** A file that was looked at: its status and reason. */
async function whyKnown({ results }: HostContext, uri: vscode.Uri, file: SourceFile): Promise<Answer> {
  const name = nameOf(uri);
  const reason = file.reason ?? '';
  switch (file.status) {
    case 'used':
      return whyUsed(results.snapshot.runs.find((run) => run.file === file)?.excludedBecause ?? null, uri);
    case 'duplicate':
    case 'derived': {
      const other =
        file.of === null ? [] : [openWay(results.uriOf({ root: file.root, path: file.of }), file.of)];
      return {
        sentence: vscode.l10n.t('{0} counts in another file. {1}', name, reason),
        ways: [showWay(uri), ...other],
      };
    }
    case 'failed': {
      const [first] = file.problems;
      const line = first?.line ?? null;
      const open = line === null ? [] : [openWay(uri, vscode.l10n.t('line {0}', String(line)), line)];
      return {
        sentence: vscode.l10n.t('{0} cannot be read. {1}', name, reason),
        ways: [...open, showWay(uri)],
      };
    }
    case 'ignored':
      return {
        sentence: vscode.l10n.t('{0} gives no results. {1}', name, reason),
        ways: await mappingWays(uri),
      };
  }
}

function whyUsed(excluded: string | null, uri: vscode.Uri): Answer {
  const name = nameOf(uri);
  if (excluded === null)
    return { sentence: vscode.l10n.t('{0} is among the runs.', name), ways: [showWay(uri)] };
  const again = {
    label: vscode.l10n.t('Include Again'),
    go: () => vscode.commands.executeCommand('benchtrail.include', uri),
  };
  return {
    sentence: vscode.l10n.t('{0} is excluded: {1}. It is shown, but counts nowhere.', name, excluded),
    ways: [again, showWay(uri)],
  };
}

/** A file that was not looked at: outside, ruled out by the project, or of a name and content that say nothing. */
async function whyUnknown(context: HostContext, uri: vscode.Uri): Promise<Answer> {
  const name = nameOf(uri);
  const { size, type } = await statOf(uri, name);
  if ((type & vscode.FileType.Directory) !== 0) {
    return { sentence: vscode.l10n.t('{0} is a folder; ask about one of its files.', name), ways: [] };
  }
  let project: ProjectDocument;
  try {
    project = await projectDocumentFor(uri, context.results);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return {
      sentence: vscode.l10n.t('{0} lies outside the folders that are looked at.', name),
      ways: folderWays(uri),
    };
  }
  const rules = readProject(project.text, project.uri.path).project;
  const ruled = ruledOut(rules, project.path);
  if (ruled !== null) {
    const sentence = vscode.l10n.t('{0} is left out by benchtrail.json: {1}', name, ruled);
    return { sentence, ways: [openWay(project.uri, 'benchtrail.json')] };
  }
  if (size > MOST_BYTES) {
    const sentence = vscode.l10n.t(
      '{0} was not looked at; with {1} it is too large to say here what is in it.',
      name,
      formatBytes(size),
    );
    return { sentence, ways: folderWays(uri) };
  }
  return whatItIs(uri, project, rules);
}

async function statOf(uri: vscode.Uri, name: string): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    throw new ExpectedError(vscode.l10n.t('{0} cannot be opened: it was moved, renamed or deleted.', name));
  }
}

function ruledOut({ include, exclude }: ProjectFile, path: string): string | null {
  const against = exclude.find((glob) => matchesGlob(path, glob));
  if (against !== undefined) return vscode.l10n.t('its “exclude” has {0}.', `“${against}”`);
  if (include.length === 0 || include.some((glob) => matchesGlob(path, glob))) return null;
  return vscode.l10n.t('no glob of its “include” matches.');
}

/** Reads the file to say what a format makes of it. */
async function whatItIs(uri: vscode.Uri, { path }: ProjectDocument, project: ProjectFile): Promise<Answer> {
  const name = nameOf(uri);
  const bytes = await vscode.workspace.fs.readFile(uri);
  const context = { decoder: webDecoder, sibling: () => null, mappings: mappingsFor({ path, project }) };
  const steps = readFile({ root: 0, path, bytes, modifiedAt: null }, context);
  const source = new vscode.CancellationTokenSource();
  const record = await inSlices(steps, source.token);
  if (record.kind === 'read') {
    const sentence = vscode.l10n.t(
      '{0} is {1} ({2}), but neither its name nor its folder says that it holds results, so it was not looked at.',
      name,
      record.format ?? '',
      record.recognised ?? '',
    );
    return { sentence, ways: folderWays(uri) };
  }
  const reason = record.reason ?? '';
  const sentence =
    record.kind === 'refused'
      ? vscode.l10n.t('{0} cannot be read. {1}', name, reason)
      : vscode.l10n.t('{0} is not among the runs. {1}', name, reason);
  return { sentence, ways: await mappingWays(uri) };
}

/** For files with numbers that no vocabulary knows. */
async function mappingWays(uri: vscode.Uri): Promise<readonly Way[]> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MOST_BYTES) return [];
  const columns = mappableColumns(uri.path, await vscode.workspace.fs.readFile(uri), webDecoder);
  if (!columns.some(({ isNumeric }) => isNumeric)) return [];
  return [
    {
      label: vscode.l10n.t('Map Columns…'),
      go: () => vscode.commands.executeCommand('benchtrail.mapColumn', uri),
    },
  ];
}

function folderWays(uri: vscode.Uri): readonly Way[] {
  const folder = vscode.Uri.joinPath(uri, '..');
  return [
    {
      label: vscode.l10n.t('Add Its Folder'),
      go: () => vscode.commands.executeCommand('benchtrail.addFolder', folder),
    },
  ];
}

function showWay(uri: vscode.Uri): Way {
  return {
    label: vscode.l10n.t('Show in Runs'),
    go: () => vscode.commands.executeCommand('benchtrail.showInRuns', uri),
  };
}

function openWay(uri: vscode.Uri, what: string, line?: number): Way {
  const selection = line === undefined ? undefined : new vscode.Range(line - 1, 0, line - 1, 0);
  return {
    label: vscode.l10n.t('Open {0}', what),
    go: () => vscode.window.showTextDocument(uri, selection === undefined ? {} : { selection }),
  };
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
