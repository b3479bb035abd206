import type { ChartSource } from '../../src/core/charts/spec.ts';
import type { Source } from '../../src/core/model/figure.ts';
import type { PlaceOfFile } from '../../src/protocol/panel-state.ts';
import type { TabContext } from './app.ts';

/** "runs/a.csv:4" or "runs/a.csv:4-9". */
export function sourceText({
  file,
  line,
  endLine,
}: Pick<Source, 'file' | 'line'> & { endLine?: number }): string {
  const end = endLine !== undefined && endLine > line ? `-${String(endLine)}` : '';
  return `${file}:${String(line)}${end}`;
}

/** A place of a chart or a table as the host opens it. */
export function placeOfSource({ root, file, line, column }: ChartSource): PlaceOfFile {
  return { root: root ?? 0, file, line, column, endLine: null };
}

/** Opens a place beside the panel; a failure is told. */
export function openPlace(context: Pick<TabContext, 'host' | 'act'>, place: PlaceOfFile): void {
  context.act(context.host.ask('openPlace', place).answer);
}

export function openSource(context: Pick<TabContext, 'host' | 'act'>, source: ChartSource): void {
  openPlace(context, placeOfSource(source));
}
