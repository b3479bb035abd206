import * as vscode from 'vscode';
import type { FileOfRoot, Focus } from '../../protocol/panel-state.ts';
import type { HostContext } from '../context.ts';
import { report } from '../errors.ts';
import { Answers } from './answers.ts';
import { baselineSet } from './set-baseline.ts';
import { panelStateOf } from './panel-state.ts';
import { pickSide } from './pick-side.ts';
import { pickBaseline } from './pick-baseline.ts';
import { copyReport, saveReport } from './save-report.ts';
import { saveFile } from './save.ts';
import type { Handlers } from './session.ts';

/** The action of each call of the webview: a closed set, none of which runs what the webview names. */
export function handlersOf(context: HostContext, focus: () => Focus | null): Handlers {
  const { results, log } = context;
  const answers = new Answers(context);
  const uriOf = ({ root, path }: FileOfRoot): vscode.Uri => results.uriOf({ root, path });
  return {
    state: () => {
      results.wake().catch((error: unknown) => {
        report(error, vscode.l10n.t('Reading results'), log);
      });
      return Promise.resolve(panelStateOf(results, baselineSet(context)?.text ?? null, focus()));
    },
    overview: (args, token) => answers.model('overview', args, token),
    baseline: (args, token) => answers.model('baseline', args, token),
    choices: (args, token) => answers.model('choices', args, token),
    chart: (args, token) => answers.model('chart', args, token),
    pivot: (args, token) => answers.model('pivot', args, token),
    sides: (args, token) => answers.model('sides', args, token),
    pickBaseline: (_args, token) => pickBaseline(answers.source(), token),
    pickSide: (_args, token) => pickSide(answers.source(), token),
    compare: (args, token) => answers.model('compare', args, token),
    report: (args, token) => answers.model('report', args, token),
    files: (args, token) => answers.model('files', args, token),
    openPlace: async ({ root, file, ...place }) => {
      await context.places.open(uriOf({ root, path: file }), place, { beside: true });
      return undefined;
    },
    exclude: (file) => run('benchtrail.exclude', uriOf(file)),
    include: (file) => run('benchtrail.include', uriOf(file)),
    save: saveFile,
    saveReport: (asked, token) => saveReport(context, answers.source(), asked, token),
    copyReport: (asked, token) => copyReport(context, answers.source(), asked, token),
    copy: async (text) => {
      await vscode.env.clipboard.writeText(text);
      return undefined;
    },
    refresh: async () => {
      await results.refresh();
      return undefined;
    },
    showLog: () => {
      log.show();
      return Promise.resolve(undefined);
    },
    openFolder: () => run('vscode.openFolder'),
  };
}

/** Runs a command of ours or of the editor that is named here, with arguments that are made here. */
async function run(command: string, ...args: readonly unknown[]): Promise<undefined> {
  await vscode.commands.executeCommand(command, ...args);
  return undefined;
}
