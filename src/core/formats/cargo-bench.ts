import { hasCriterionText } from './criterion-text.ts';
import type { FileHead, Format, Recognition } from './format.ts';
import { hasLibtestText } from './libtest-text.ts';
import { isTerminalText, readRustText } from './rust-text.ts';

/** What `cargo bench` prints for Rust's own harness and for Criterion.rs. */
export const cargoBench: Format = {
  id: 'cargo-bench',
  title: 'cargo bench',
  proof: 'Made by running cargo bench here; real files of the reference corpus of libtest and Criterion.rs.',
  about:
    'Text of `cargo bench`: medians per iteration with their range and MB/s of Rust’s own harness, failed benchmarks with their panic, and the estimates with intervals, throughput, changes and verdicts that Criterion.rs prints. A verdict of regression is a check that did not pass.',
  recognise(head: FileHead): Recognition | null {
    if (!isTerminalText(head)) return null;
    if (hasLibtestText(head.text))
      return { score: 0.95, reason: 'lines "test … bench: 1,234 ns/iter (+/- 56)"' };
    if (hasCriterionText(head.text))
      return { score: 0.95, reason: 'lines "time: [low estimate high]" of Criterion.rs' };
    return null;
  },
  read: readRustText,
};
