import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { host, hoverAt, hoverOver, lensesOf, show, until, workspaceUri } from './support.ts';

const SERVE = 'results/llm/serve_20260112_090000.csv';
const LONG = 'results/cli/long.json';
const TIMES = Array.from({ length: 3000 }, (_, index) => 0.25 + index / 10_000);

/** Our diagnostics of a file, once there are some that pass. */
async function diagnostics(
  path: string,
  passes: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  const own = (): readonly vscode.Diagnostic[] | undefined => {
    const found = vscode.languages
      .getDiagnostics(workspaceUri(path))
      .filter(({ source }) => source === 'Benchtrail');
    return passes(found) ? found : undefined;
  };
  return until(own, `the diagnostics of ${path}`);
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

describe('result files in editors', () => {
  before('write a line that is longer than editors draw, and wake up', async () => {
    const result = {
      command: 'sleep',
      mean: 0.4,
      stddev: 0.1,
      median: 0.4,
      user: 0,
      system: 0,
      min: 0.25,
      max: 0.55,
    };
    await writeFile(
      workspaceUri(LONG).fsPath,
      JSON.stringify({ results: [{ ...result, times: TIMES, exit_codes: TIMES.map(() => 0) }] }),
    );
    const { context } = await host();
    assert.equal(context.results.state.phase, 'asleep');
    await show('README.md');
    assert.equal(context.results.state.phase, 'asleep');
    await show(SERVE);
    await until(() => (context.results.state.phase === 'idle' ? true : undefined), 'the results');
    await context.results.settled();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  describe('hovers', () => {
    it('explain a CSV cell: what it is, its rank, its series, the change, and links to places', async () => {
      const cell = await hoverOver(SERVE, 3, '221.2');
      assert.equal(cell?.marked, '221.2');
      assert.match(cell.text, /\*\*Time to first token\*\* · lower is better/);
      assert.match(cell.text, /\*\*221\.2 ms\*\*/);
      assert.match(cell.text, /rank \d+ of 12 \(lower is better\)/);
      assert.match(cell.text, /\| n&emsp; \| Median&emsp; \| Mean&emsp; \| CV&emsp; \| Min–max \|/);
      assert.match(cell.text, /against the previous run, serve\\_20260105\\_090000\.csv/);
      assert.match(cell.text, /\[lowest [^\]]+\]\(command:benchtrail\.openPlace\?/);
    });

    it('explain a header, a parameter and a failed row', async () => {
      const header = await hoverOver(SERVE, 1, 'throughput_tok_s');
      assert.match(header?.text ?? '', /\*\*Throughput\*\* · higher is better[^]*gemma3:1b[^]*llama3\.2:3b/);
      assert.match((await hoverOver(SERVE, 1, 'num_ctx'))?.text ?? '', /4096/);
      assert.match(
        (await hoverOver(SERVE, 18, 'connection'))?.text ?? '',
        /Failed[^]*connection reset by peer/,
      );
    });

    it('explain values and keys of JSON, JSON Lines and Markdown', async () => {
      const mean = await hoverOver('results/cli/sort.json', 5, 'mean');
      assert.equal(mean?.marked, 'mean');
      assert.match(mean.text, /as the tool reports it/);
      const line = await hoverOver('results/llm/load.jsonl', 4, 'latency_ms');
      assert.match(line?.text ?? '', /\*\*Latency\*\*/);
      const cell = await hoverOver('results/llm/bench.md', 5, '14210');
      assert.equal(cell?.marked, '14210.52 ± 88.14');
      assert.match(cell.text, /tok\/s/);
    });

    it('say which twin counts', async () => {
      const copy = await hoverOver('results/copies/sort_again.json', 5, 'mean');
      assert.match(copy?.text ?? '', /Not counted: The same bytes as “results\/cli\/sort\.json”/);
    });

    it('find the columns of a very long line', async () => {
      const document = await vscode.workspace.openTextDocument(workspaceUri(LONG));
      const text = document.lineAt(0).text;
      assert.ok(text.length > 20_000);
      for (const index of [0, 1499, 2999]) {
        const written = JSON.stringify(TIMES[index]);
        const column =
          text.indexOf('"times"') + 9 + JSON.stringify(TIMES.slice(0, index)).length - (index === 0 ? 1 : 0);
        const hover = await hoverAt(document, new vscode.Position(0, column));
        assert.equal(hover?.marked, written);
      }
    });

    it('say so when the text is not what was read', async () => {
      const editor = await show('results/llm/load.jsonl');
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(0, 0), '\n');
      });
      const dirty = await hoverOver('results/llm/load.jsonl', 5, 'latency_ms');
      assert.doesNotMatch(dirty?.text ?? '', /\d ms/);
      assert.match(dirty?.text ?? '', /not saved/);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    it('say nothing of files that are no results', async () => {
      assert.equal(await hoverOver('README.md', 3, 'hyperfine'), undefined);
    });
  });

  describe('lenses', () => {
    it('say what was recognised, with its headline, and offer what can be done', async () => {
      const [words, ...actions] = await lensesOf('results/cli/sort.json');
      assert.match(words ?? '', /^hyperfine · 2 benchmarks · .* ms \(geometric mean\)$/);
      assert.deepEqual(actions, ['Show in Runs', 'Compare with…', 'Generate Report']);
    });

    it('say why a file does not count', async () => {
      assert.match(
        (await lensesOf('results/copies/sort_again.json'))[0] ?? '',
        /not counted: The same bytes/,
      );
    });

    it('are switched off by their setting', async () => {
      const settings = vscode.workspace.getConfiguration('benchtrail');
      await settings.update('codeLens', false, vscode.ConfigurationTarget.Workspace);
      assert.deepEqual(await lensesOf('results/cli/sort.json'), []);
      await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
    });
  });

  describe('problems', () => {
    it('tell failed rows once, with their count, their cells and the other lines', async () => {
      await show(SERVE);
      const [failed, ...more] = await diagnostics(SERVE);
      assert.deepEqual(more, []);
      assert.ok(failed);
      assert.equal(codeOf(failed), 'failed');
      assert.equal(failed.severity, vscode.DiagnosticSeverity.Information);
      assert.match(failed.message, /^2 observations failed: connection reset by peer\./);
      assert.equal(failed.range.start.line, 17);
      assert.equal(failed.relatedInformation?.[0]?.location.range.start.line, 22);
    });

    it('tell rows that do not fit, once for both', async () => {
      await show('results/cli/ragged.csv');
      const [row, ...more] = await diagnostics('results/cli/ragged.csv');
      assert.deepEqual(more, []);
      assert.match(row?.message ?? '', /This row has 4 cells where the table has 2\. \(In 2 places\.\)/);
      const document = await vscode.workspace.openTextDocument(workspaceUri('results/cli/ragged.csv'));
      assert.equal(document.getText(row?.range), 'insert,40.11,7,8');
    });

    it('tell summaries that disagree, at the cell', async () => {
      const path = 'results/llm/serve_20260112_090000_summary.csv';
      await show(path);
      const found = await diagnostics(path);
      const document = await vscode.workspace.openTextDocument(workspaceUri(path));
      assert.deepEqual(found.map(codeOf), ['summary-disagrees', 'summary-disagrees']);
      assert.deepEqual(
        found.map(({ range }) => document.getText(range)),
        ['150.0', '150.0'],
      );
    });

    it('tell a missing unit and offer to map the column', async () => {
      const path = 'results/cli/latency.csv';
      await show(path);
      const [unit] = await diagnostics(path);
      assert.ok(unit);
      assert.equal(codeOf(unit), 'no-unit');
      assert.deepEqual([unit.range.start.line, unit.range.start.character], [0, 5]);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        workspaceUri(path),
        unit.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const map = actions.find(({ command }) => command?.command === 'benchtrail.mapColumn');
      assert.equal(map?.title, 'Say what “latency” is…');
      assert.deepEqual(map.command?.arguments?.slice(1), ['latency']);
    });

    it('offer to leave out a file whose rows failed', async () => {
      const [failed] = await diagnostics(SERVE).catch(async () => {
        await show(SERVE);
        return diagnostics(SERVE);
      });
      assert.ok(failed);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        workspaceUri(SERVE),
        failed.range,
        vscode.CodeActionKind.QuickFix.value,
      );
      assert.ok(actions.some(({ command }) => command?.command === 'benchtrail.exclude'));
    });

    it('tell wrong entries of benchtrail.json where they stand, while they are written', async () => {
      const editor = await show('benchtrail.json');
      const found = await diagnostics('benchtrail.json', (all) => all.length === 2);
      assert.deepEqual(
        found.map((one) => editor.document.getText(one.range)).sort(),
        ['"fast enough"', '{ "match": "results/old/**" }'].sort(),
      );
      const at = editor.document.getText().indexOf('"fast enough"');
      await editor.edit((edit) => {
        const start = editor.document.positionAt(at);
        edit.replace(new vscode.Range(start, start.translate(0, 13)), '"p95 ttft < 1 s"');
      });
      await diagnostics('benchtrail.json', (all) => all.length === 1);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    it('are of open files, of all files, or off, as the setting says', async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const none = (all: readonly vscode.Diagnostic[]): boolean => all.length === 0;
      await diagnostics('results/cli/ragged.csv', none);
      const settings = vscode.workspace.getConfiguration('benchtrail');
      await settings.update('problems', 'all', vscode.ConfigurationTarget.Workspace);
      const [closed] = await diagnostics('results/cli/ragged.csv');
      assert.equal(closed?.range.start.line, 14);
      await settings.update('problems', 'off', vscode.ConfigurationTarget.Workspace);
      await diagnostics('results/cli/ragged.csv', none);
      await settings.update('problems', undefined, vscode.ConfigurationTarget.Workspace);
    });
  });
});
