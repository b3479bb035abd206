import * as vscode from 'vscode';
import type { Log } from './log.ts';

/** Something that can go wrong without a bug; the message is one sentence that a user can act on. */
export class ExpectedError extends Error {
  public override readonly name = 'ExpectedError';
}

/**
 * Tells the user about an error in one sentence with a way to the log. Cancelling is no error. An expected error is
 * shown in its own words; anything else is a bug: its stack goes to the log and the user hears what did not happen.
 */
export function report(error: unknown, what: string, log: Log): void {
  if (error instanceof vscode.CancellationError) {
    log.info(`${what}: cancelled`);
    return;
  }
  if (error instanceof ExpectedError) {
    log.warn(`${what}: ${error.message}`);
    offerLog(error.message, log);
    return;
  }
  log.error(what, error instanceof Error ? error : String(error));
  offerLog(
    vscode.l10n.t('{0} failed because of an error in Benchtrail; the log has the details.', what),
    log,
  );
}

/** Waits for nobody: the message may stay on the screen for as long as the user likes. */
function offerLog(sentence: string, log: Log): void {
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(sentence, showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}
