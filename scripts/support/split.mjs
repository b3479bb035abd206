// Bundles in parts. esbuild splits ES modules alone, and VS Code 1.100 loads extensions as CommonJS alone: so what is split is
// written as CommonJS afterwards. A module is in one part only, whoever imports it, so that there is one of each class and value.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as esbuild from 'esbuild';

/** The options that split a bundle at its `import()`s: the entry to `out`, its parts into a folder beside it. */
export function splitOptions(options) {
  const { outfile, entryPoints, sourcemap, ...same } = options;
  const name = outfile.replace(/\.js$/, '');
  return {
    ...same,
    entryPoints: { [name]: entryPoints[0] },
    outdir: '.',
    chunkNames: `${name}/[name]-[hash]`,
    format: 'esm',
    splitting: true,
    write: false,
    // The second step takes it from there.
    sourcemap: sourcemap === false ? false : 'inline',
    plugins: [asCommonJs(options)],
  };
}

function asCommonJs({ platform, target, sourcemap, minify }) {
  const convert = async ({ path, text }) => {
    const { code, map } = await esbuild.transform(withOneVscode(text), {
      format: 'cjs',
      platform,
      target,
      minify,
      sourcemap: sourcemap === false ? false : 'external',
      // Parts are loaded by `require`, which is where VS Code hands out its API.
      supported: { 'dynamic-import': false },
    });
    await mkdir(dirname(path), { recursive: true });
    if (sourcemap === false) {
      await writeFile(path, code);
      return;
    }
    await writeFile(path, `${code}//# sourceMappingURL=${path.split(/[\\/]/).pop()}.map\n`);
    await writeFile(`${path}.map`, map);
  };
  return {
    name: 'as-commonjs',
    setup(build) {
      build.onEnd(async ({ outputFiles = [] }) => {
        await Promise.all(outputFiles.map(convert));
      });
    },
  };
}

/**
 * Every module imports the API as `* as vscode`. As CommonJS each of these would copy its two hundred getters, which takes longer
 * than all else that a part does when it is loaded; nobody asks for more than the object itself.
 */
function withOneVscode(text) {
  let first;
  const made = text.replaceAll(/\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode"/g, (_, name) => {
    if (first !== undefined) return `var ${name} = ${first}`;
    first = name;
    return `var ${name} = require("vscode")`;
  });
  if (/\bfrom\s*"vscode"/.test(made)) throw new Error('vscode is imported otherwise than as `* as vscode`.');
  return made;
}
