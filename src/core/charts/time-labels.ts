/** Labels of an axis that are shorter than they were, and what all of them say. */
export interface ShortLabels {
  readonly labels: readonly string[];
  /** "2026-11-20", "UTC"; empty where nothing was left out. */
  readonly shared: readonly string[];
}

/** As `formatDate` writes it. */
const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(:\d{2})?(?: (UTC|[+-]\d{2}:\d{2}))?$/u;

/**
 * Times on an axis without what all of them share, which its title says once: the zone, and the day where all are of one.
 * Seconds go where all are 0. Labels that are not all times stay as they are.
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
  const isWhole = parts.every(({ second }) => second === '' || second === ':00');
  return {
    labels: parts.map(({ day, minute, second, zone }) =>
      [isOneDay ? '' : day, isWhole ? minute : `${minute}${second}`, isOneZone ? '' : zone]
        .filter((part) => part !== '')
        .join(' '),
    ),
    shared: [isOneDay ? first.day : '', isOneZone ? first.zone : ''].filter((part) => part !== ''),
  };
}
