import fc from 'fast-check';
import type { TextEdit } from '../../server/src/xml/reparse';

/** Pieces that break XML in many ways, and some that do not. */
export const PIECES = [
  ...['<', '>', '/', '</', '/>', '"', "'", '=', '&', ';', ' ', ':', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>'],
  ...['<!DOCTYPE x [', ']>', '<a', '<a>', '</a>', '<a/>', 'k:', 'xmlns:k=""', 'xmlns="urn:x"', '&#0;', '&lt;', 'x'],
  ...['\r', '\r\n', '\ud800', '\u0000', 'true', '2026-01-01T00:00:00Z'],
];

/** A random edit: a deletion, an insertion, or both. */
export interface Mutation {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/** A series of edits to a text of any length. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    at: fc.nat(100_000),
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
    text: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })),
  }),
  { minLength: 1, maxLength: 8 },
);

/** A mutation as an edit of a text of some length. */
export function editOf({ at, length, text }: Mutation, textLength: number): TextEdit {
  const start = at % (textLength + 1);
  return { start, end: Math.min(start + length, textLength), text };
}
