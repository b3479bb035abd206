import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asObject, objectAt } from './json-guards.ts';
import { readTorchCompileJson } from './torch-compile-json.ts';
import { hasTorchCompileTable, readTorchCompileMarkdown } from './torch-compile-markdown.ts';

/** Latency and compile time of one PyTorch model under several backends, as JSON or as its Markdown rendering. */
export const torchCompileBench: Format = {
  id: 'torch-compile-bench',
  title: 'PyTorch compilation benchmark',
  proof: 'Real files of the reference corpus: JSON and Markdown.',
  about:
    'JSON with `model`, `settings` and `backends`, or the “Compilation Benchmark Report” in Markdown: one benchmark per backend with its latency summary and its compile time. Backends that failed to compile are failed with their error. The ONNX execution provider and the TensorRT precision are parameters, because they decide what was measured.',
  recognise(head: FileHead): Recognition | null {
    if (hasBackends(head.json)) {
      return {
        score: 0.85,
        reason: 'a JSON with `model` and `backends` that hold `benchmark` and `compilation`',
      };
    }
    if (head.fileType !== 'json' && hasTorchCompileTable(head.text)) {
      return { score: 0.85, reason: 'a “Compilation Benchmark Report” with a table of backends' };
    }
    return null;
  },
  read(file: FileInput): Steps<FileResult> {
    return hasTorchCompileTable(file.text().slice(0, 65_536))
      ? readTorchCompileMarkdown(file)
      : readTorchCompileJson(file);
  },
};

function hasBackends(document: unknown): boolean {
  const backends = objectAt(document, 'backends');
  if (backends === null || objectAt(document, 'model') === null) return false;
  return Object.values(backends).some((entry) => {
    const backend = asObject(entry);
    return backend !== null && 'benchmark' in backend && 'compilation' in backend;
  });
}
