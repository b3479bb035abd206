/** Labels of an axis that are shorter than they were, and what all of them say. */
export interface ShortLabels {
  readonly labels: readonly string[];
  /** "2026-11-20" or "03:00", "UTC"; empty where nothing was left out. */
  readonly shared: readonly string[];
}

/** As `formatDate` writes it. */
const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(:\d{2})?(?: (UTC|[+-]\d{2}:\d{2}))?$/u;

/**
 * Times on an axis without what all of them share, which its title says once: the zone, and the day where all are of one, or
 * the time of day where runs are made at the same one. Seconds go where all are 0. Labels that are not all times stay as they are.
 */
export function shortTimes(labels: readonly string[]): ShortLabels {
  const parts = labels.flatMap((label) => {
    const found = TIME.exec(label);
    if (found === null) return [];
    const [, day = '', minute = '', second = '', zone = ''] = found;
    return [{ day, minute, second, zone }];
  });
  const [first] = parts;
  if (first === undefined || parts.length < labels.length) return { labels, shared: [] };
  const isOneDay = parts.length > 1 && parts.every(({ day }) => day === first.day);
  const isOneZone = parts.every(({ zone }) => zone === first.zone);
  const isOneTime =
    !isOneDay &&
    parts.length > 1 &&
    parts.every(({ minute, second }) => minute === first.minute && second === first.second);
  const isWhole = parts.every(({ second }) => second === '' || second === ':00');
  const time = (minute: string, second: string): string => (isWhole ? minute : `${minute}${second}`);
  return {
    labels: parts.map(({ day, minute, second, zone }) =>
      said([isOneDay ? '' : day, isOneTime ? '' : time(minute, second), isOneZone ? '' : zone]).join(' '),
    ),
    shared: said([
      isOneDay ? first.day : '',
      isOneTime ? time(first.minute, first.second) : '',
      isOneZone ? first.zone : '',
    ]),
  };
}

function said(parts: readonly string[]): string[] {
  return parts.filter((part) => part !== '');
}
