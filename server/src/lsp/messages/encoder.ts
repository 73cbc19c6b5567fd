/**
 * Writes messages of any length without holding the event loop for long: what is long in a message, a list of edits or their
 * texts, is written a piece at a time.
 */
import type { ContentTypeEncoder } from 'vscode-languageserver/node';
import { sliceEnds } from '../paced';
import type { Runtime } from '../runtime';

/** What has about so many letters is written in one piece: it takes a millisecond or two. */
const WRITTEN_AT_ONCE = 500_000;

/** Gives the same as `JSON.stringify`. */
export function pacedEncoder(runtime: Pick<Runtime, 'yieldTurn'>, atOnce = WRITTEN_AT_ONCE): ContentTypeEncoder {
  return {
    name: 'application/json',
    encode: async (message) => {
      if (lettersIn(message, atOnce) < atOnce) return Buffer.from(JSON.stringify(message));
      const pieces: Buffer[] = [];
      await eachInSlices(piecesOf(message, atOnce), runtime, (piece) => pieces.push(Buffer.from(piece)));
      const whole = Buffer.allocUnsafe(pieces.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      await eachInSlices(pieces, runtime, (piece) => (at += piece.copy(whole, at)));
      return whole;
    },
  };
}

async function eachInSlices<Item>(
  items: Iterable<Item>,
  runtime: Pick<Runtime, 'yieldTurn'>,
  take: (item: Item) => unknown,
): Promise<void> {
  let isOver = sliceEnds();
  for (const item of items) {
    take(item);
    if (!isOver()) continue;
    await runtime.yieldTurn();
    isOver = sliceEnds();
  }
}

/** About how many letters a value takes. @param enough so many are not counted any further */
function lettersIn(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let letters = 2;
  for (const key in value) {
    letters += key.length + 4 + lettersIn(value[key as keyof typeof value], enough - letters);
    if (letters >= enough) break;
  }
  return letters;
}

/** A value as JSON. It is plain, as messages are; `undefined` is an item of a list here. */
function* piecesOf(value: unknown, atOnce: number): Generator<string, void, undefined> {
  const isShort = lettersIn(value, atOnce) < atOnce;
  if (!isShort && typeof value === 'string') yield* stringPieces(value, atOnce);
  else if (!isShort && Array.isArray(value)) yield* listPieces(value, atOnce);
  else if (!isShort && typeof value === 'object' && value !== null) yield* objectPieces(value, atOnce);
  else yield JSON.stringify(value ?? null);
}

/** Items that are short are written together. */
function* listPieces(list: readonly unknown[], atOnce: number): Generator<string, void, undefined> {
  yield '[';
  let before = '';
  let letters = 0;
  let from = 0;
  for (let at = 0; at <= list.length; at++) {
    const own = at < list.length ? lettersIn(list[at], atOnce) : 0;
    if (letters + own < atOnce && at < list.length) {
      letters += own;
      continue;
    }
    if (at > from) {
      yield before + JSON.stringify(list.slice(from, at)).slice(1, -1);
      before = ',';
    }
    from = at;
    letters = own;
    if (own < atOnce) continue;
    yield before;
    yield* piecesOf(list[at], atOnce);
    before = ',';
    from = at + 1;
    letters = 0;
  }
  yield ']';
}

function* objectPieces(object: object, atOnce: number): Generator<string, void, undefined> {
  yield '{';
  let before = '';
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    yield* piecesOf(value, atOnce);
    before = ',';
  }
  yield '}';
}

function* stringPieces(text: string, atOnce: number): Generator<string, void, undefined> {
  yield '"';
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + atOnce, text.length);
    // Half of a character is written otherwise than as a part of it.
    if (isSecondHalf(text.charCodeAt(to))) to++;
    yield JSON.stringify(text.slice(from, to)).slice(1, -1);
    from = to;
  }
  yield '"';
}

/** Of a character in two UTF-16 units. */
function isSecondHalf(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
