import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** As fast as a person types. */
const EVERY_MS = 120;

/** Types into an editor until it is told to end, as a person does who waits for nothing. */
export class Typing {
  readonly #times: number[] = [];
  #isWanted = true;
  #done: Promise<void> = Promise.resolve();

  async start(): Promise<void> {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument());
    this.#done = this.#type(editor);
  }

  /** The milliseconds that each character took to be there. */
  async end(): Promise<readonly number[]> {
    this.#isWanted = false;
    await this.#done;
    return this.#times;
  }

  async #type(editor: vscode.TextEditor): Promise<void> {
    while (this.#isWanted) {
      const started = performance.now();
      assert.ok(
        await editor.edit((edit) => {
          edit.insert(new vscode.Position(0, 0), 'x');
        }),
      );
      this.#times.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}
