import { hasCriterionText } from './criterion-text.ts';
import { hasDivanText } from './divan-text.ts';
import type { FileHead, Format, Recognition } from './format.ts';
import { hasLibtestText } from './libtest-text.ts';
import { isTerminalText, readRustText } from './rust-text.ts';

/** The tree that the divan library prints. */
export const divan: Format = {
  id: 'divan',
  title: 'divan',
  proof: 'A real file of the reference corpus.',
  about:
    'The tree of the divan library for Rust: fastest, slowest, median and mean time per iteration with the number of samples. The path in the tree is the name, a number at its end and a count of threads are parameters. Lines of throughput and allocations are not read.',
  recognise(head: FileHead): Recognition | null {
    if (!isTerminalText(head) || hasLibtestText(head.text) || hasCriterionText(head.text)) return null;
    return hasDivanText(head.text)
      ? { score: 0.95, reason: 'a tree with the columns fastest, slowest, median, mean' }
      : null;
  },
  read: readRustText,
};
