import { runMocha, TEST_LINE } from '../support/mocha-run.ts';
import { summaryLine, writeResult } from '../support/results.ts';

const TEST_TIMEOUT_MS = 30_000;

/** Called by VS Code inside the extension host; a rejection makes the whole run fail. */
export async function run(): Promise<void> {
  const result = await runMocha({
    load: () => import('all-tests'),
    timeoutMs: TEST_TIMEOUT_MS,
    print: (line) => {
      console.log(TEST_LINE + line);
    },
  });
  const file = process.env.BENCHTRAIL_RESULT_FILE;
  if (file !== undefined) await writeResult(file, result);
  if (result.failed > 0) throw new Error(summaryLine(result));
}
