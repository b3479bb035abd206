import * as vscode from 'vscode';
import type { SourceFile } from '../../core/model/file.ts';
import { readProject } from '../../core/project/read-project.ts';
import { mappableColumns } from '../../core/project/mappable.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { webDecoder } from '../files/decoder.ts';
import { chosenUri } from '../runs/selected.ts';
import type { Results } from '../results/results.ts';
import { projectDocumentFor } from './project-document.ts';

/** A file is read up to this size to say whether it has columns to map. */
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

/** A file that does not appear: the results know which rule keeps it out. */
async function whyUnknown({ results }: HostContext, uri: vscode.Uri): Promise<Answer> {
  const name = nameOf(uri);
  const { type } = await statOf(uri, name);
  if ((type & vscode.FileType.Directory) !== 0) {
    return { sentence: vscode.l10n.t('{0} is a folder; ask about one of its files.', name), ways: [] };
  }
  const reason = (await results.whyNotHere(uri)) ?? '';
  const sentence = vscode.l10n.t('{0} is not among the runs. {1}', name, reason);
  return {
    sentence,
    ways: [...(await mappingWays(uri)), ...folderWays(uri), ...(await ruleWays(uri, results))],
  };
}

async function statOf(uri: vscode.Uri, name: string): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    throw new ExpectedError(vscode.l10n.t('{0} cannot be opened: it was moved, renamed or deleted.', name));
  }
}

/** The project file, where one rules the file and says which files are read. */
async function ruleWays(uri: vscode.Uri, results: Results): Promise<readonly Way[]> {
  try {
    const project = await projectDocumentFor(uri, results);
    const { include, exclude } = readProject(project.text, project.uri.path).project;
    return include.length + exclude.length === 0 ? [] : [openWay(project.uri, 'benchtrail.json')];
  } catch (error) {
    if (error instanceof ExpectedError) return [];
    throw error;
  }
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
