/** A place on a drawing, in pixels, y down. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A name that wants to stand beside its mark, whose middle is its place. */
export interface WantedName extends Place {
  /** Width of the name as it is written. */
  readonly width: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What names keep clear of, and the box that they stay inside. */
export interface NameRoom extends Box {
  /** Height of a line of text. */
  readonly height: number;
  /** Middles of all marks. */
  readonly marks: readonly Place[];
  /** Corners of a line that names rather do not lie on. */
  readonly line: readonly Place[];
}

/** From the middle of a mark to the nearest letter, and to its own edge. */
const BESIDE = 9;
const MARK = 5;

/** More names would be a wall of them. */
const MOST = 40;

/**
 * A place for each name at one of eight sides of its mark where it lies on no mark and on no name before it: the first that is
 * clear of the line as well, else the first; it is where the name begins, at the middle of its line of text. Null for a name
 * without one, and past the fortieth. Earlier names choose first.
 */
export function placeNames(names: readonly WantedName[], room: NameRoom): readonly (Place | null)[] {
  const marks = room.marks.map(({ x, y }) => ({
    left: x - MARK,
    right: x + MARK,
    top: y - MARK,
    bottom: y + MARK,
  }));
  const edges = room.line.slice(1).map((to, from) => segmentBox(room.line[from] ?? to, to));
  const taken: Box[] = [];
  return names.map((name, at) => {
    if (at >= MOST) return null;
    const isClear = (side: Place, of: readonly Box[]): boolean =>
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

function sidesOf({ x, y, width }: WantedName, height: number): readonly Place[] {
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

function boxOf({ x, y }: Place, { width }: WantedName, height: number): Box {
  return { left: x, right: x + width, top: y - height / 2, bottom: y + height / 2 };
}

function segmentBox(a: Place, b: Place): Box {
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
