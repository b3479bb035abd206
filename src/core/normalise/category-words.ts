/**
 * What a file is for, not what it is about: dropped from the end of a name. Entries of two words are matched as such.
 * "bench" is no such word, because people name their benchmarks with it (conv_bench).
 */
export const ROLE_WORDS: ReadonlySet<string> = new Set(
  (
    'baseline baselines run runs result results summary summaries report reports metric metrics stats statistics fixed ' +
    'benchmark benchmarks output outputs out raw data log logs rows samples final latest rerun readme param_tuning ' +
    'params_tuning parameter_tuning copy csv json jsonl'
  ).split(' '),
);

/** Words that tell nothing when they are all that is left of a name. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set('bench test tests new base'.split(' '));

/** Folders that hold results without saying of what. */
export const ROLE_FOLDERS: ReadonlySet<string> = new Set(
  (
    'data report reports result results output outputs out csv json jsonl raw benchmark benchmarks bench artifact artifacts ' +
    'log logs metrics baselines runs tmp temp src'
  ).split(' '),
);

/** Parameters that folders of a sweep are named after: gpu60_ctx512_temp0p8 is a configuration of its parent. */
export const SETTING_WORDS: ReadonlySet<string> = new Set(
  (
    'gpu gpus ctx temp batch bs conc concurrency tp dp pp ep seed thread threads isl osl in out qps rate rps topk topp rp len ' +
    'seq input output prompts np ngl layers steps epochs lr dim'
  ).split(' '),
);
