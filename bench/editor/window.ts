/** What one window of the benchmark is for, handed to it in its environment. */
export interface WindowTask {
  /** `control`: the same without our extension, so that it is seen what VS Code itself costs. */
  readonly who: 'benchtrail' | 'control';
  /** So many result files lie in the folder before the window opens; `big`: none, and one of 300 MB comes. */
  readonly what: number | 'big';
  /** The file that the window writes its `WindowRows` to. */
  readonly out: string;
  /** Milliseconds that Benchtrail worked: the control waits for as long. */
  readonly during: number;
  /** What ran in long blocks is printed. */
  readonly profile: boolean;
}

/** Names the variable that holds the task as JSON. */
export const TASK_VARIABLE = 'BENCHTRAIL_BENCH_TASK';

/** What a window hands back. */
export interface WindowRows {
  /** Each with its number as people read it. */
  readonly rows: readonly (readonly [name: string, value: string])[];
  /** See `WindowTask.during`. */
  readonly during: number;
}

/** Where the result files of a window lie. */
export const RESULTS = 'results';

export const FOLDERS = 100;

export function runPath(index: number): string {
  return `${RESULTS}/series${String(index % FOLDERS)}/run_${String(index)}.csv`;
}
