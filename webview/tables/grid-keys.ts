/** A cell of a grid; row −1 is the header. */
export interface CellAt {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that one page holds. */
  readonly page: number;
}

/** Where a key leads in a grid, as the ARIA practices for grids say; null for keys that do not move. */
export function movedCell(
  { row, column }: CellAt,
  key: string,
  isControl: boolean,
  size: GridSize,
): CellAt | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const at = (nextRow: number, nextColumn: number): CellAt => ({
    row: Math.min(last.row, Math.max(-1, nextRow)),
    column: Math.min(last.column, Math.max(0, nextColumn)),
  });
  switch (key) {
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'PageDown':
      return at(row + size.page, column);
    case 'PageUp':
      return at(Math.max(0, row - size.page), column);
    case 'Home':
      return at(isControl ? 0 : row, 0);
    case 'End':
      return at(isControl ? last.row : row, last.column);
    default:
      return null;
  }
}
