import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';

const FOLDER = resolve('out', 'ui', 'web-host');

describe('in a browser, without a server of its own, the extension', () => {
  useCopy('runs', FOLDER);
  before('add a large file', async () => {
    await writeFile(join(FOLDER, 'big_bench.csv'), `model,tokens_s\n${'m,1.5\n'.repeat(3_600_000)}`);
  });
  const window = useWorkbench({
    release: CURRENT,
    extension: resolve('.'),
    folder: FOLDER,
    inWebHost: true,
  });

  it('shows the runs', async () => {
    await window().showContainer('Benchtrail');
    await window().tree('Runs').has('sort');
    const texts = await window().tree('Runs').texts();
    assert.match(texts.find((text) => text.startsWith('sort')) ?? '', /81\.310 ms/);
  });

  it('refuses a file above 20 MB with a sentence', async () => {
    await window().tree('Runs').expand('Cannot be read');
    assert.match(await window().tree('Runs').tooltip('big_bench.csv'), /larger than the 20 MB/);
    await window().screenshot('web-host');
  });

  it('writes a report', async () => {
    await window().runCommand('Benchtrail: Generate Report');
    assert.match(await window().webview.text('Executive Summary'), /sort text/);
  });
});
