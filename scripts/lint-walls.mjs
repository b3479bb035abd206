// The import walls of docs/architecture.md as lint rules: who may import whom.
const NODE = [
  'node:*',
  'fs',
  'path',
  'os',
  'child_process',
  'worker_threads',
  'crypto',
  'url',
  'util',
  'stream',
  'buffer',
];

/** One wall: files of a layer, the import patterns that it may not use, and what to say. */
function wall(files, groups) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: groups.map(([group, message]) => ({ group, message })) },
      ],
    },
  };
}

const OUTER = ['**/host/**', '**/cli/**', '**/worker/**', '**/extension*', '**/webview/**'];

export const walls = [
  wall(
    ['src/core/**/*.ts', 'src/protocol/**/*.ts'],
    [
      [['vscode', ...NODE], 'The core knows no vscode and no Node: take what you need as an interface.'],
      [OUTER, 'The core imports nothing from the outer layers.'],
    ],
  ),
  wall(
    ['src/cli/**/*.ts', 'src/worker/**/*.ts'],
    [
      [['vscode'], 'The command line runs where vscode does not exist.'],
      [
        ['**/host/**', '**/extension*', '**/webview/**'],
        'The command line and the worker know only the core.',
      ],
    ],
  ),
  wall(
    ['src/host/**/*.ts', 'src/extension.web.ts'],
    [
      [NODE, 'Node built-ins are used in extension.ts only, so that the web host works.'],
      [['**/cli/**', '**/extension', '**/extension.ts'], 'Nobody imports the entry or the command line.'],
    ],
  ),
  wall(
    ['webview/**/*.ts'],
    [
      [['vscode', ...NODE], 'A webview runs in a browser: it asks the host for what it needs.'],
      [
        ['**/src/host/**', '**/src/cli/**', '**/src/worker/**', '**/src/extension*'],
        'A webview knows the core and the protocol.',
      ],
    ],
  ),
  {
    files: ['src/core/**/*.ts', 'src/protocol/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'document',
        'window',
        'console',
        'setTimeout',
        'performance',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The core is deterministic.' },
        { object: 'Date', property: 'now', message: 'Dates are inputs of the core.' },
        { property: 'toLocaleString', message: 'Use core/format: the locale is explicit.' },
        {
          property: 'localeCompare',
          message: 'Use compareText of core/format: the order must not depend on the locale.',
        },
      ],
    },
  },
];
