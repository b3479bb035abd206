import {
  isBytes,
  isCount,
  isFinite,
  isText,
  listOf,
  oneOf,
  orNull,
  shape,
  textUpTo,
  type Guard,
} from './guards.ts';

/** Where the reading of the window's results is; `asleep`: nobody asked for them yet. */
export type ReadingPhase = 'asleep' | 'listing' | 'reading' | 'idle';

/** What a panel needs to know before it asks for anything else. */
export interface PanelState {
  /** Of the results: what was asked for under a lower one is stale. */
  readonly version: number;
  readonly phase: ReadingPhase;
  /** Files of the work under way; both 0 when idle. */
  readonly done: number;
  readonly total: number;
  /** Names of the folders, as people see them in this window, by their index. */
  readonly roots: readonly string[];
  readonly files: number;
  /** Measures that count. */
  readonly counted: number;
  /** The baseline that a project file or a person set; null: none. */
  readonly baseline: string | null;
  /** What a command of the editor last asked to see. */
  readonly focus: Focus | null;
}

/** A request of the editor to show the results that these words find. */
export interface Focus {
  /** Higher for each request, also after a reload of the window: a webview follows each once. */
  readonly sequence: number;
  readonly text: string;
}

export const isPanelState: Guard<PanelState> = shape<PanelState>({
  version: isCount,
  phase: oneOf('asleep', 'listing', 'reading', 'idle'),
  done: isCount,
  total: isCount,
  roots: listOf(isText),
  files: isCount,
  counted: isCount,
  baseline: orNull(isText),
  focus: orNull(shape<Focus>({ sequence: isFinite, text: isText })),
});

/** A place that the webview asks to open: lines and columns from 1; null: the whole file, or the start of the line. */
export interface PlaceOfFile {
  readonly root: number;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
}

/** Longer than any path that an editor opens. */
const isPath: Guard<string> = textUpTo(4096);

export const isPlaceOfFile: Guard<PlaceOfFile> = shape<PlaceOfFile>({
  root: isCount,
  file: isPath,
  line: orNull(isCount),
  column: orNull(isCount),
  endLine: orNull(isCount),
});

/** Types of files that the webview makes; each has its own filter in the save dialog. */
export const SAVED_TYPES = ['png', 'svg', 'csv', 'md'] as const;
export type SavedType = (typeof SAVED_TYPES)[number];

/** A file for the host's save dialog: a webview cannot download. */
export interface SavedFile {
  /** Proposed name, without extension and folder. */
  readonly name: string;
  readonly type: SavedType;
  readonly bytes: Uint8Array;
}

export const isSavedFile: Guard<SavedFile> = shape<SavedFile>({
  name: textUpTo(120),
  type: oneOf(...SAVED_TYPES),
  bytes: isBytes,
});

/** A file of the results. */
export interface FileOfRoot {
  readonly root: number;
  readonly path: string;
}

export const isFileOfRoot: Guard<FileOfRoot> = shape<FileOfRoot>({ root: isCount, path: isPath });
