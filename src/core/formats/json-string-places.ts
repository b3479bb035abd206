import type { Place } from '../model/place.ts';
import type { Steps } from '../model/steps.ts';
import { PlaceRequests, locate } from '../text/json-place.ts';
import { lineStarts } from '../text/lines.ts';
import type { JsonPath } from './places.ts';

/**
 * Places inside a text that stands in a JSON string: gives the place in the file of an offset of the decoded text. A JSON
 * string lies on one line, so only the column differs; escapes (`\n`, `\u00b1`) are longer in the file than decoded.
 */
export function* jsonStringPlaces(text: string, path: JsonPath): Steps<(offset: number) => Place> {
  const requests = new PlaceRequests();
  const ticket = requests.ask(path);
  const places = yield* locate(text, requests);
  const line = Math.max(1, places.line(ticket));
  const column = Math.max(1, places.column(ticket));
  const start = (lineStarts(text)[line - 1] ?? 0) + column;
  let decoded = 0;
  let raw = start;
  return (offset) => {
    if (offset < decoded) [decoded, raw] = [0, start];
    for (; decoded < offset; decoded++) {
      if (text[raw] === '\\') raw += text[raw + 1] === 'u' ? 6 : 2;
      else raw++;
    }
    return { line, column: column + raw - start + 1 };
  };
}
