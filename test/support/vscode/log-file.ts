import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { TEST_LINE } from '../mocha-run.ts';

/**
 * Takes what VS Code logs, its own chatter and the extension host's console alike: the tests' lines go to standard
 * output, everything goes to the file. Without a file, everything is printed.
 */
export function openLog(file: string | undefined): (type: string, args: readonly unknown[]) => void {
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  return (type, args) => {
    const text = args.map((arg) => (typeof arg === 'string' ? arg : inspect(arg))).join(' ');
    const isTestLine = text.startsWith(TEST_LINE);
    if (file !== undefined) appendFileSync(file, `${type}: ${text}\n`);
    if (isTestLine || file === undefined) {
      process.stdout.write(`${isTestLine ? text.slice(TEST_LINE.length) : text}\n`);
    }
  };
}
