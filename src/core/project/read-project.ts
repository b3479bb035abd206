import type { ReadMapping } from '../formats/mapping.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { CategoryRule } from '../normalise/categories.ts';
import { runToEnd } from '../model/steps.ts';
import { locate, PlaceRequests, pointerOf } from '../text/json-place.ts';
import { parseJson, type Json } from '../text/json.ts';
import { parseLimit } from './limits.ts';
import {
  DEFAULT_PROJECT,
  PROJECT_FILE_NAME,
  type Exclusion,
  type FileMapping,
  type Limit,
  type ProjectFile,
} from './project-file.ts';

/** A project file and what is wrong with it; wrong entries are left out, the rest holds. */
export interface ReadProject {
  readonly project: ProjectFile;
  readonly problems: readonly Problem[];
}

const KEYS = new Set(['$schema', ...Object.keys(DEFAULT_PROJECT).filter((key) => key !== 'path')]);
const ROLES = new Set(['metric', 'parameter', 'label', 'ignore']);

/** Reads `benchtrail.json`. */
export function readProject(text: string, path: string): ReadProject {
  const parsed = parseJson(text);
  if (parsed.kind === 'broken') return { project: DEFAULT_PROJECT, problems: [parsed.problem] };
  const reader = new ProjectReader();
  const told = (): Problem[] => [...parsed.document.problems, ...reader.placed(text)];
  const root = reader.object(parsed.document.value, 'the file');
  if (root === null) return { project: DEFAULT_PROJECT, problems: told() };
  for (const key of Object.keys(root)) if (!KEYS.has(key)) reader.unknown(key);
  const project: ProjectFile = {
    path,
    title: reader.text(root.title, 'title'),
    include: reader.texts(root.include, 'include'),
    exclude: reader.texts(root.exclude, 'exclude'),
    categories: reader.entries(root.categories, 'categories', (entry) => reader.category(entry)),
    mappings: reader.entries(root.mappings, 'mappings', (entry) => reader.mapping(entry)),
    excluded: reader.entries(root.excluded, 'excluded', (entry) => reader.exclusion(entry)),
    noiseFloor: reader.noiseFloor(root.noiseFloor),
    limits: reader.entries(root.limits, 'limits', (entry) => reader.limit(entry)),
    baseline: reader.text(root.baseline, 'baseline'),
  };
  return { project, problems: told() };
}

type JsonObject = Readonly<Record<string, Json>>;

interface Wrong {
  readonly path: readonly (string | number)[];
  readonly severity: Problem['severity'];
  readonly message: string;
}

class ProjectReader {
  readonly #wrong: Wrong[] = [];
  /** Keys and indices of what is being read. */
  readonly #path: (string | number)[] = [];

  wrong(message: string, severity: Problem['severity'] = 'error'): null {
    this.#wrong.push({ path: [...this.#path], severity, message });
    return null;
  }

  unknown(key: string): void {
    this.at(key, () => this.wrong(`“${key}” is not a setting of ${PROJECT_FILE_NAME}.`, 'warning'));
  }

  /** What was wrong, each with the place of its value in the text. */
  placed(text: string): Problem[] {
    const requests = new PlaceRequests();
    const tickets = this.#wrong.map(({ path }) => requests.ask(path));
    const places = runToEnd(locate(text, requests));
    return this.#wrong.map(({ path, severity, message }, index) => {
      const ticket = tickets[index] ?? 0;
      const line = places.line(ticket);
      const found = line > 0 ? { line, column: places.column(ticket) } : { line: null, column: null };
      return { ...problem(severity, message), ...found, pointer: pointerOf(path) };
    });
  }

  at<T>(part: string | number, read: () => T): T {
    this.#path.push(part);
    const result = read();
    this.#path.pop();
    return result;
  }

  object(value: Json | undefined, name: string): JsonObject | null {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    return this.wrong(`${capital(name)} must be an object.`);
  }

  text(value: Json | undefined, name: string): string | null {
    if (value === undefined || value === null) return null;
    return typeof value === 'string' ? value : this.at(name, () => this.wrong(`“${name}” must be a text.`));
  }

  texts(value: Json | undefined, name: string): string[] {
    return this.entries(value, name, (entry) =>
      typeof entry === 'string' ? entry : this.wrong(`“${name}” must hold texts only.`),
    );
  }

  entries<T>(value: Json | undefined, name: string, read: (entry: Json) => T | null): T[] {
    if (value === undefined || value === null) return [];
    return this.at(name, () => {
      if (Array.isArray(value)) {
        const entries = (value as readonly Json[]).map((entry, index) => this.at(index, () => read(entry)));
        return entries.filter((entry) => entry !== null);
      }
      this.wrong(`“${name}” must be a list.`);
      return [];
    });
  }

  category(value: Json): CategoryRule | null {
    const entry = this.object(value, 'each entry of “categories”');
    if (entry === null) return null;
    const category =
      typeof entry.category === 'string'
        ? entry.category.split('/').map((part) => part.trim())
        : entry.category;
    if (typeof entry.match !== 'string' || !isTexts(category)) {
      return this.wrong(
        'Each entry of “categories” needs “match” (a glob) and “category” (a path such as "gemma3 / 1b").',
      );
    }
    return { match: entry.match, category };
  }

  exclusion(value: Json): Exclusion | null {
    const entry = this.object(value, 'each entry of “excluded”');
    if (entry === null) return null;
    const { match, reason } = entry;
    if (typeof match !== 'string' || typeof reason !== 'string' || reason.trim() === '') {
      return this.wrong(
        'Each entry of “excluded” needs “match” (a glob or a run id) and a “reason”, because every report shows it.',
      );
    }
    return { match, reason };
  }

  mapping(value: Json): FileMapping | null {
    const entry = this.object(value, 'each entry of “mappings”');
    if (entry === null) return null;
    if (typeof entry.match !== 'string')
      return this.wrong('Each entry of “mappings” needs “match” (a glob on the path).');
    const columns = this.entries(entry.columns, 'columns', (column) => this.column(column));
    return { match: entry.match, columns };
  }

  column(value: Json): ReadMapping | null {
    const entry = this.object(value, 'each entry of “columns”');
    if (entry === null) return null;
    const { column, metric, unit, direction, role } = entry;
    if (typeof column !== 'string')
      return this.wrong('Each entry of “columns” needs “column”, the header or key as the file spells it.');
    if (role !== undefined && (typeof role !== 'string' || !ROLES.has(role))) {
      return this.wrong(`The role of column “${column}” must be metric, parameter, label or ignore.`);
    }
    return {
      column,
      ...(typeof metric === 'string' ? { metric } : {}),
      ...(typeof unit === 'string' ? { unit } : {}),
      ...(direction === 'higher' || direction === 'lower' || direction === 'none' ? { direction } : {}),
      ...(role === undefined ? {} : { role: role as NonNullable<ReadMapping['role']> }),
    };
  }

  limit(value: Json): Limit | null {
    if (typeof value === 'string') return this.parsedLimit(value, null);
    const entry = this.object(value, 'each entry of “limits”');
    if (entry === null) return null;
    if (typeof entry.limit !== 'string')
      return this.wrong('Each entry of “limits” needs “limit”, such as “p95 ttft < 500 ms”.');
    return this.parsedLimit(entry.limit, this.text(entry.category, 'category'));
  }

  parsedLimit(text: string, category: string | null): Limit | null {
    const limit = parseLimit(text, category);
    return typeof limit === 'string' ? this.wrong(limit) : limit;
  }

  noiseFloor(value: Json | undefined): number {
    if (value === undefined || value === null) return DEFAULT_PROJECT.noiseFloor;
    if (typeof value === 'number' && value >= 0 && value < 1) return value;
    this.at('noiseFloor', () =>
      this.wrong('“noiseFloor” must be a fraction from 0 to 1, such as 0.01 for 1 %.'),
    );
    return DEFAULT_PROJECT.noiseFloor;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
