import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { savedBy } from '../../support/vscode/saved-by.ts';
import { changeOfMeasure } from '../../../src/core/insight/change.ts';
import { hoverOver, lensesOf, show, until, workspaceUri } from '../documents/support.ts';
import { answering, awake, REPORTS, ShownTree } from './support.ts';

const SWEEP = 'data/csv/ollama_param_tuning.csv';
const BASELINE = `${REPORTS}/gemma3/gemma3_baseline.csv`;
const FIXED = `${REPORTS}/ollama/20251008-122911/gemma3_benchmark_fixed_runs.csv`;
const CONV = `${REPORTS}/compilation/conv_cuda_bench_20251002-172037`;

function panel(label: string): true | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some((tab) => tab.input instanceof vscode.TabInputWebview && tab.label === label) || undefined;
}

describe('the folder that people brought', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'benchtrail-corpus-'));
    await awake();
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => rm(folder, { recursive: true, force: true }));
  const save = (command: string, name: string): Promise<string> =>
    savedBy(command, vscode.Uri.file(join(folder, name)));

  it('says why a sweep is not here, and takes it in with its folder: the copy of it counts no more', async () => {
    const { results } = await awake();
    const copy = workspaceUri(`${REPORTS}/llama3/ollama_param_tuning.csv`);
    assert.equal(results.fileAt(workspaceUri(SWEEP)), undefined);
    assert.equal(results.fileAt(copy)?.status, 'used');
    const [why = ''] = await answering('Add Its Folder', () =>
      vscode.commands.executeCommand('benchtrail.whyNotHere', workspaceUri(SWEEP)),
    );
    assert.match(why, /Neither its name nor that of a folder/);
    await until(
      () => (results.fileAt(workspaceUri(SWEEP))?.status === 'used' ? true : undefined),
      'the sweep',
    );
    await results.settled();
    assert.deepEqual([results.fileAt(copy)?.status, results.fileAt(copy)?.of], ['duplicate', SWEEP]);
    const counts = new Map<string, number>();
    for (const { status } of results.snapshot.files) counts.set(status, (counts.get(status) ?? 0) + 1);
    assert.deepEqual(
      ['used', 'duplicate', 'derived', 'failed'].map((status) => counts.get(status)),
      [45, 17, 14, 3],
    );
  });

  it('says why a document and a copy do not count', async () => {
    const document = workspaceUri(`${REPORTS}/gemma3/Gemma3_Benchmark_Report.md`);
    const [text = ''] = await answering(undefined, () =>
      vscode.commands.executeCommand('benchtrail.whyNotHere', document),
    );
    assert.match(text, /A text for people: no tool wrote it as data/);
    const [copy = ''] = await answering(undefined, () =>
      vscode.commands.executeCommand('benchtrail.whyNotHere', workspaceUri(`${CONV}.md`)),
    );
    assert.match(
      copy,
      /counts in another file\. The same results as .*conv_cuda_bench_20251002-172037\.json/,
    );
  });

  it('is a tree of categories by name, models apart, with numbers, failures and refused files', async () => {
    const tree = await ShownTree.of(await awake());
    const top = await tree.below();
    const all = top.join('\n');
    for (const name of [
      'conv_bench',
      'conv_cuda_bench',
      'mlp_bench',
      'transformer_bench',
      'gemma3',
      'ollama',
    ])
      assert.ok(
        top.some((text) => text.startsWith(`${name} `)),
        `no ${name} in\n${all}`,
      );
    assert.match((await tree.below('gemma3')).join('\n'), /^270m 2\d\d\.\d+ tok\/s/m);
    assert.match((await tree.below('gemma3')).join('\n'), /^1b-it-qat 18\d\.\d+ tok\/s/m);
    const conv = await tree.below('conv_cuda_bench', 'conv_cuda_bench_20251002-172037.json');
    assert.match(conv.join('\n'), /torch_compile.*failed/);
    assert.match(conv.join('\n'), /backend=eager\) 153\.66 µs · Latency/);
    const refused = await tree.below('Cannot be read');
    assert.equal(refused.length, 3);
    assert.match(refused.join('\n'), /ncu_ollama\.ncu-rep .*a report of an NVIDIA profiler/);
    assert.match(refused.join('\n'), /ncu_summary\.csv .*==ERROR== the argument for option '--page'/);
    tree.dispose();
  });

  it('explains the five requests of a run in its tooltip: 102.20 tok/s over 5', async () => {
    const tree = await ShownTree.of(await awake());
    const tooltip = await tree.tooltip('gemma3', 'ollama', 'gemma3_baseline.csv', 'generate', 'tokens_s');
    assert.match(tooltip, /\| n \| 5/);
    assert.match(tooltip, /\| Mean \| 102\\?\.20 tok\/s/);
    tree.dispose();
  });

  it('explains values of CSV, JSON and Markdown where they stand', async () => {
    const cell = await hoverOver(BASELINE, 2, '101.04');
    assert.match(cell?.text ?? '', /\*\*Throughput\*\* · higher is better/);
    assert.match(cell?.text ?? '', /101\.04 tok\/s/);
    assert.match(cell?.text ?? '', /of 5/);
    const mean = await hoverOver(`${CONV}.json`, 1, '"mean_time_ms"');
    assert.match(mean?.text ?? '', /\*\*Latency\*\* · lower is better/);
    const copy = await hoverOver(`${CONV}.md`, 6, '0.154');
    assert.match(copy?.text ?? '', /Not counted: The same results as/);
    const header = await hoverOver(FIXED, 1, 'ttft_s');
    assert.match(header?.text ?? '', /\*\*Time to first token\*\* · lower is better[^]*gemma3:latest/);
  });

  it('tells a failed request and its reason in the row', async () => {
    const path = `${REPORTS}/ollama/20251002-151446/prompt_suite_runs.csv`;
    const failed = await hoverOver(path, 2, 'Failed to connect');
    assert.match(failed?.text ?? '', /Failed[^]*Failed to connect to Ollama/);
  });

  it('has a line on top of its files that says what they are', async () => {
    assert.match((await lensesOf(BASELINE))[0] ?? '', /ollama.* · 1 benchmark · .*tok\/s/i);
    assert.match((await lensesOf(`${CONV}.json`))[0] ?? '', /5 benchmarks/);
    assert.match((await lensesOf(`${CONV}.md`))[0] ?? '', /not counted: The same results as/);
  });

  it('has its contradictions in the panel of problems, at the value', async () => {
    const path = 'data/csv/baseline_test_results_1759099000.json';
    const { document } = await show(path);
    const found = await until(() => {
      const own = vscode.languages
        .getDiagnostics(workspaceUri(path))
        .filter(({ source }) => source === 'Benchtrail');
      return own.length > 0 ? own : undefined;
    }, 'the diagnostics');
    const wrong = found.find(({ message }) => message.includes('avg_generation_time_ms'));
    assert.match(wrong?.message ?? '', /says 2527\.22 ms, but the successful tests .* give 3203\.54 ms/);
    assert.match(document.getText(wrong?.range), /2527\.2/);
  });

  it('is reported on with what is known, and with what is not', async () => {
    await vscode.commands.executeCommand('benchtrail.generateReport', workspaceUri(REPORTS));
    await until(() => panel('Report: reports') ?? panel('Report: outputs/reports'), 'the report');
    const markdown = (await save('benchtrail.saveReport', 'report.md')).replaceAll(
      /\[([^\]]*)\]\[f\d+\]/g,
      '$1',
    );
    assert.match(
      markdown,
      /GPU utilization was recorded in .*baseline_system_metrics\.json.* only \(mean 33\.0 %, max 93\.0 %, 6 samples\)/,
    );
    assert.match(
      markdown,
      /GPU utilization is not recorded for [^\n]*`conv_bench`[^\n]*`conv_cuda_bench`[^\n]*`gemma3`/,
    );
    assert.match(markdown, /Cannot find a working triton installation\./);
    assert.match(markdown, /Failed to connect to Ollama/);
    assert.match(markdown, /The reloads are confounded with `temperature`/);
    assert.doesNotMatch(markdown, /Technical_Report_108\.md#L/);
  });

  it('compares two models without a verdict: they differ in the model', async () => {
    const after = workspaceUri(`${REPORTS}/gemma3/gemma3_270m_baseline.csv`);
    await vscode.commands.executeCommand('benchtrail.compareWith', after, [workspaceUri(BASELINE), after]);
    await until(() => panel('Comparison: outputs/reports/gemma3/gemma3_270m_baseline.csv'), 'the comparison');
    const markdown = (await save('benchtrail.saveReport', 'compare.md')).replaceAll(
      /\[([^\]]*)\]\[f\d+\]/g,
      '$1',
    );
    assert.match(markdown, /102\.04 tok\/s.*294\.96 tok\/s/);
    assert.match(markdown, /differ in `?model/);
    assert.doesNotMatch(markdown, /✓ improved|✗ regressed/);
  });

  it('holds a later run against the one that was set as the baseline', async () => {
    const { insights, results } = await awake();
    await vscode.commands.executeCommand('benchtrail.setBaseline', workspaceUri(BASELINE));
    assert.deepEqual(insights.choiceFor(0), { text: BASELINE, origin: 'person' });
    const run = results.snapshot.runs.find(({ file }) => file.path === FIXED);
    const entry = run?.measures.find(({ measure }) => measure.metric === 'throughput');
    assert.ok(run && entry);
    assert.deepEqual(
      insights.baselines.of(run)?.runs.map(({ file }) => file.path),
      [BASELINE],
    );
    const { baselines, noiseFloor } = insights.contextOf(run);
    assert.ok(changeOfMeasure(entry, baselines, noiseFloor));
    const hover = await hoverOver(FIXED, 3, '102.76');
    assert.match(hover?.text ?? '', /against gemma3\\?_baseline\\?\.csv/);
    await vscode.commands.executeCommand('benchtrail.clearBaseline');
  });

  it('leaves a run out with a reason, which the report says, and takes it back', async () => {
    const { results } = await awake();
    const uri = workspaceUri(FIXED);
    await vscode.commands.executeCommand('benchtrail.exclude', uri, [], 'the model was loaded first');
    await results.settled();
    const run = results.snapshot.runs.find(({ file }) => file.path === FIXED);
    assert.equal(run?.excludedBecause, 'the model was loaded first');
    await vscode.commands.executeCommand('benchtrail.generateReport', workspaceUri(`${REPORTS}/ollama`));
    await until(() => panel('Report: ollama') ?? panel('Report: outputs/reports/ollama'), 'the report');
    assert.match(await save('benchtrail.saveReport', 'excluded.md'), /the model was loaded first/);
    await vscode.commands.executeCommand('benchtrail.include', uri);
    await results.settled();
    const again = results.snapshot.runs.find(({ file }) => file.path === FIXED);
    assert.equal(again?.excludedBecause, null);
  });
});
