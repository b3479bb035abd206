import type { LabelRole } from './labels.ts';

/** Names with one role whatever stands beside them, as words joined by `_`. */
const EXACT: readonly (readonly [role: LabelRole, names: string])[] = [
  // a number of operations in one tool, operations per second in another
  ['unknown', 'ops'],
  [
    'time',
    'timestamp time_stamp timestamp_ms timestamp_s timestamp_ns date datetime date_time day created updated generated_at ' +
      'start end start_time end_time stop_time started ended finished started_at finished_at collected ts epoch_time unix_time ' +
      'create_time current_time measured_at when',
  ],
  [
    'error',
    'error err error_message error_msg error_text error_type error_detail error_details error_info exception failure ' +
      'failure_reason fail_reason error_reason traceback stack_trace skip_reason',
  ],
  [
    'outcome',
    'success succeeded is_success successful ok is_ok passed pass is_valid valid status state outcome exit_code exit_codes ' +
      'return_code returncode rc http_code http_status status_code response_code finish_reason stop_reason',
  ],
  [
    'name',
    'name benchmark bench test test_name test_case testcase case case_name benchmark_name bench_name scenario task task_name ' +
      'suite suite_name workload kernel kernel_name method function function_name fn label title config_name display_name ' +
      'full_name fullname algorithm command cmd query_name experiment metric metric_name',
  ],
  [
    'label',
    'index idx id i row rank order run rep repetition trial attempt iter iteration sample prompt input output response ' +
      'answer completion text question message uuid guid hash pid tid session worker node url line step epoch launch ' +
      'response_preview prompt_text response_text generated_text generated_texts context_name exit_reason tag tags notes ' +
      'comment description digest family_index per_family_instance_index seed random_seed launch_index iteration_index',
  ],
  [
    'parameter',
    'model model_name model_id model_path backend device provider engine framework host hostname machine gpu_name cpu_name ' +
      'gpu gpus cpu platform arch os compiler version tool_version driver driver_version precision dtype data_type quant ' +
      'quantization quantisation mode type kind variant group language library implementation strategy profile dataset ' +
      'dataset_name category config configuration options params parameters settings ' +
      'temperature temp sampling_temperature top_p top_k min_p top_a typical_p tfs_z mirostat mirostat_tau mirostat_eta ' +
      'top_n_sigma repeat_penalty repetition_penalty presence_penalty frequency_penalty repeat_last_n best_of beam_width logit_bias ' +
      'ignore_eos stop stream streaming keep_alive format think ' +
      'ctx context context_window layers gpu_layers ngl n k p m tp dp pp ep tp_size pp_size dp_size isl osl conc concurrency ' +
      'concurrent concurrent_requests connections clients users streams threads workers processes procs cpus cores nodes ' +
      'replicas shards forks jobs iodepth numjobs bs blksize rw ioengine batch ubatch batches pipelining burstiness request_rate ' +
      'requested_rate target_rate rate_limit goodput_config port local_port remote_port socket timeout retries delay_between ' +
      'interval sampling_interval log_interval iterations iters iteration_count runs repeats repetitions repeat rounds reps ' +
      'trials invocations invocation_count unroll_factor samples sample_count samples_per_run warmup warmups warm_up warmup_iter ' +
      'cooldown rampup ramp_up load_factor scale scale_factor fillfactor rank_k bits group_size opset ' +
      'channels height width depth input_shape output_shape shape dims dim hidden_dim embed_dim input_dim num_heads vocab ' +
      'param_count parameter_count parameters_b param_count_b model_n_params params_b family architecture ' +
      'memory_total total_memory mem_total vram_total memory_total_gb memory_total_mb mhz_per_cpu num_cpus physical_cores ' +
      'logical_cores cpu_count gpu_count clocks_max power_limit enforced_power_limit pstate compute_mode ' +
      'gpu_memory_utilization kv_cache_dtype load_avg number level confidence confidence_level alpha scoring ' +
      'direct affinity toolchain runtime_version jvm jdk build build_number build_commit commit git_commit git_sha sha branch',
  ],
];

/** Settings that stay settings under any prefix: agent_b_num_gpu, options_temperature. */
const TAILS: readonly string[] = (
  'num_ctx num_gpu num_predict num_thread num_threads num_batch temperature top_p top_k min_p repeat_penalty batch_size ' +
  'input_len output_len max_tokens max_new_tokens context_length context_size concurrency'
).split(' ');

function anyOf(words: string): string {
  return `(?:${words.split(' ').join('|')})`;
}

/** Names that end in one of these words, after others. */
function tail(words: string): RegExp {
  return new RegExp(`_${anyOf(words)}$`, 'u');
}

/** Names that begin with one of these words. */
function head(words: string): RegExp {
  return new RegExp(`^${anyOf(words)}_`, 'u');
}

const COUNTED_RESULTS = anyOf('complete success succeed fail error generated output input evaluated timeout');

/** Shapes of names, tried in this order. */
const SHAPES: readonly (readonly [role: LabelRole, shape: RegExp])[] = [
  ['time', /(?:^|_)(?:start|end|stop|begin)_(?:[a-z]+_)?time$/u],
  ['time', tail('timestamp datetime date at')],
  ['parameter', new RegExp(`^(?:num|n|number_of)_(?!.*${COUNTED_RESULTS})`, 'u')],
  ['label', tail('id ids idx index uuid guid hash url text preview prompt question run trial')],
  [
    'label',
    /^(?:run|prompt|request|iteration|sample|repetition|test|trial|query|step)_(?:no|nr|num|number|index)$/u,
  ],
  ['error', tail('error_message error_msg exception traceback')],
  ['name', tail('name names')],
  [
    'parameter',
    head(
      'device_attribute warmup warm_up cooldown rampup target expected requested enable enabled use no has is random default ' +
        'override param',
    ),
  ],
  [
    'parameter',
    head('(?:max|min)_(?:num|new|gen|model|seq|batch|concurren[a-z]*|iter[a-z]*|len|lora|loras|prefill)'),
  ],
  [
    'parameter',
    new RegExp(
      `^(?:max|min)_(?:.*_)?${anyOf(
        'num number workers? threads? tokens? requests? rounds? runs? retries errors depth len length duration seconds run_count ' +
          'concurrency keep loras samples seqs calls bs iterations iters',
      )}$`,
      'u',
    ),
  ],
  [
    'parameter',
    new RegExp(
      `(?:^|_)${anyOf(
        'batch block page context ctx group beam window buffer buf buff workspace hidden vocab chunk tile pool queue cache line step ' +
          'grid input prompt problem matrix data test population sock embedding template map generation dp tp pp ep',
      )}_?size$`,
      'u',
    ),
  ],
  [
    'parameter',
    tail(
      '(?:processor|core|cpu|gpu|thread|worker|socket|node|run|test|prompt|sample|round|layer|param)_count',
    ),
  ],
  [
    'parameter',
    tail(
      'ctx dim dims heads layers threads workers cpus seed port version limit timeout threshold thold penalty mode type dtype path ' +
        'file dir model backend device host driver format strategy engine len mask split offload associativity stepping interval ' +
        'target window config',
    ),
  ],
];

const BY_NAME: ReadonlyMap<string, LabelRole> = new Map(
  EXACT.flatMap(([role, names]) => names.split(' ').map((name): [string, LabelRole] => [name, role])),
);

/** The role of an exact name; undefined when it has none of its own. */
export function exactRole(name: string): LabelRole | undefined {
  return BY_NAME.get(name);
}

/** True when the name ends in a setting that keeps its meaning under any prefix. */
export function endsInSetting(name: string): boolean {
  return TAILS.some((tail) => name === tail || name.endsWith(`_${tail}`));
}

/** The role of the first shape that fits. */
export function shapedRole(name: string): LabelRole | undefined {
  return SHAPES.find(([, shape]) => shape.test(name))?.[0];
}
