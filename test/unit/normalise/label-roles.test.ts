import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelRole, type LabelRole } from '../../../src/core/normalise/labels.ts';

const ROLES: Readonly<Record<Exclude<LabelRole, 'unknown'>, string>> = {
  parameter:
    'num_ctx,num_gpu,batch_size,temperature,Temp,top_p,top_k,repeat_penalty,port,threads,Threads,concurrency,n_prompt,n_gen,' +
    'n_gpu_layers,GPU Layers,workers,runs,iterations,iteration_count,warmup,warmup_runs,warmupIterations,bs,ctx,forks,' +
    'max_tokens,max_concurrency,max-num-batched-tokens,context_length,random_input_len,num_prompts,mhz_per_cpu,' +
    'memory.total [MiB],memory_total_gb,power_limit,expected_throughput,options.temperature,config.max_tokens,' +
    'agent_b_num_gpu,agent_b_temperature,params.batch_size,gpu_memory_utilization,model,backend,options,request_rate',
  label:
    'index,id,prompt,prompt_index,prompt_text,request_id,Id,run_number,run_index,seed,repetition,repetition_index,iter,response,' +
    'generated_text,pid,Test ID,results.seed,notes',
  metric:
    'tokens_s,ttft_ms,Mean (ms),p95_ms,accuracy,speedup,eval_count,Tokens,temperature.gpu,gpu_temp,temperature_c,gpu.temperature,' +
    'metrics.gpu.temperature,avg_temp_c,latency.p99,utilization_gpu,power.draw [W],num_completed_requests,max_latency_ms,' +
    'max_vram_mb,errors,ttft_delta_ms,dense_inv_time_s,kv_cache_mb,model_size_bytes,mean,qps',
  time: 'timestamp,timestamp_ms,Date,datetime,start_time,end_time,generated_at,created_at,test_timestamp,export_datetime,request_start_time',
  error: 'error,Error,error_message,error_msg,failure_reason,traceback,exception',
  outcome: 'success,Success,ok,status,passed,exit_code,http_code,statusCode',
  name: 'name,benchmark,Test Name,test_case,config_name,scenario,kernelName,Benchmark',
};

const CASES = Object.entries(ROLES).flatMap(([role, labels]) =>
  labels.split(',').map((label): [string, string] => [label, role]),
);

describe('labelRole', () => {
  it.each(CASES)('%s is a %s', (label, role) => {
    expect(labelRole(label)).toBe(role);
  });

  it.each(['kappa', '', 'ops', 'foo bar', 'Triton', '42', 'constructor', '__proto__'])(
    'says nothing of %j',
    (label) => {
      expect(labelRole(label)).toBe('unknown');
    },
  );

  it('answers every text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (text) => typeof labelRole(text) === 'string',
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it.each(['start_', 'max_', 'a_', '_time'])('takes linear time on %j over and over', (part) => {
    // Quadratic work would run into the test's time limit.
    expect(labelRole(part.repeat(60_000))).toBeTypeOf('string');
  });
});

const expected = join(process.cwd(), '../shared/corpus/expected');

describe.skipIf(!existsSync(expected))('labels of real files', () => {
  it('calls nothing a metric that is a setting, an index or a time', () => {
    const files = readdirSync(expected, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const labels = files.flatMap((name) => {
      const facts = JSON.parse(readFileSync(join(expected, name), 'utf8')) as {
        mustNot?: { label?: string }[];
      };
      return (facts.mustNot ?? []).flatMap(({ label }) => label ?? []);
    });
    expect(labels.length).toBeGreaterThan(100);
    expect([...new Set(labels)].filter((label) => labelRole(label) === 'metric')).toEqual([]);
  });
});
