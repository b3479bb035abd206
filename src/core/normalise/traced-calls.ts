/** What a profiler's summary gives of all calls of one name, or of all copies of one kind. */
export const TRACED_CALL = { time: 'time per call', size: 'size per operation' } as const;

const LABELS: ReadonlySet<string> = new Set(Object.values(TRACED_CALL));

/**
 * True for the label of a distribution over the calls that a traced program made: they were called with different work, and
 * as often as the program needed, so they are no repetitions of one thing.
 */
export function isOfTracedCalls(label: string): boolean {
  return LABELS.has(label);
}

/**
 * Functions in which a thread waits: for another thread, for data, for the GPU, or for a time to pass. How long says nothing
 * about the function itself. Names of POSIX, Linux, the CUDA runtime and the CUDA driver.
 */
const WAITS =
  /^(?:(?:p|e)?poll|epoll_p?wait2?|p?select|futex|accept4?|(?:clock_)?nanosleep|u?sleep|sched_yield|pause|wait(?:3|4|pid|id)?|sig(?:timed)?wait(?:info)?|sigsuspend|sem_(?:timed|clock)?wait|mq_(?:timed)?receive|pthread_(?:cond_(?:timed|clock)?wait|(?:timed|clock)?join(?:_np)?|barrier_wait|(?:mutex|rwlock)_(?:timed|clock)?(?:rd|wr)?lock|spin_lock)|cu(?:da)?(?:Ctx|Device|Stream|Event|Thread)Synchronize|cudaStreamWaitEvent|cuStreamWaitEvent)(?:_v\d+|_ptsz)*$/;

/** True for the name of a function that waits, as profilers write it (`poll`, `cudaStreamSynchronize_v3020`). */
export function isWait(name: string): boolean {
  return WAITS.test(name);
}
