/** A name that wants to stand beside its mark. All numbers are pixels, y down. */
export interface WantedName {
  /** The middle of the mark. */
  readonly x: number;
  readonly y: number;
  /** Width of the name as it is written. */
  readonly width: number;
}

/** What names keep clear of, and what they stay inside. */
export interface NameRoom {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Height of a line of text. */
  readonly height: number;
  /** Middles of all marks. */
  readonly marks: readonly NamePlace[];
  /** Corners of a line that names rather do not lie on. */
  readonly line: readonly NamePlace[];
}

/** A place on the drawing; of a name: where it begins, and the middle of its line of text. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
}

/** From the middle of a mark to the nearest letter, and to its own edge. */
const BESIDE = 9;
const MARK = 5;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A place for each name at one of eight sides of its mark where it lies on no mark and on no name before it: the first that is
 * clear of the line as well, else the first. Null for a name without one. Earlier names choose first.
 */
export function placeNames(names: readonly WantedName[], room: NameRoom): readonly (NamePlace | null)[] {
  const marks = room.marks.map(({ x, y }) => ({
    left: x - MARK,
    right: x + MARK,
    top: y - MARK,
    bottom: y + MARK,
  }));
  const edges = room.line.slice(1).map((to, at) => segmentBox(room.line[at] ?? to, to));
  const taken: Box[] = [];
  return names.map((name) => {
    const isClear = (side: NamePlace, of: readonly Box[]): boolean =>
      of.every((other) => !overlaps(boxOf(side, name, room.height), other));
    const free = sidesOf(name, room.height).filter(
      (side) =>
        isInside(boxOf(side, name, room.height), room) && isClear(side, marks) && isClear(side, taken),
    );
    const place = free.find((side) => isClear(side, edges)) ?? free[0];
    if (place === undefined) return null;
    taken.push(boxOf(place, name, room.height));
    return place;
  });
}

function sidesOf({ x, y, width }: WantedName, height: number): readonly NamePlace[] {
  const right = x + BESIDE;
  const left = x - BESIDE - width;
  const middle = x - width / 2;
  const above = y - MARK - height / 2 - 1;
  const below = y + MARK + height / 2 + 1;
  return [
    { x: right, y },
    { x: left, y },
    { x: middle, y: above },
    { x: middle, y: below },
    { x: x + MARK, y: above },
    { x: x + MARK, y: below },
    { x: x - MARK - width, y: above },
    { x: x - MARK - width, y: below },
  ];
}

function boxOf({ x, y }: NamePlace, { width }: WantedName, height: number): Box {
  return { left: x, right: x + width, top: y - height / 2, bottom: y + height / 2 };
}

function segmentBox(a: NamePlace, b: NamePlace): Box {
  return {
    left: Math.min(a.x, b.x) - 1,
    right: Math.max(a.x, b.x) + 1,
    top: Math.min(a.y, b.y) - 1,
    bottom: Math.max(a.y, b.y) + 1,
  };
}

function isInside(box: Box, room: Box): boolean {
  return box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
