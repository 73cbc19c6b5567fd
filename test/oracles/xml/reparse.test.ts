import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../server/src/xml/parser';
import { MAX_DEPTH } from '../../../server/src/xml/syntax/depth';
import { reparse, type TextEdit } from '../../../server/src/xml/reparse';
import { outline } from '../../support/outline';
import { assertProperty } from '../../support/seeds';

/** Fragments of documents, complete and incomplete, as authors type and paste them. */
const FRAGMENTS = [
  '<a>',
  '</a>',
  '<b>',
  '</b>',
  '<c x="1">',
  '</c>',
  '<b/>',
  '\n  ',
  '\n',
  '    ',
  'text',
  '<',
  '>',
  '&',
  ';',
  '&amp;',
  '&e;',
  '"',
  "'",
  '=',
  '/',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?p',
  '?>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a [',
  ']>',
  '<!',
  '</',
  '</>',
  '</ab',
  '<a ',
  'x="',
  "y='1' ",
  '\r\n',
  '\r',
  '\uFEFF',
  '\u0001',
  'é',
  '😀',
  '<p:a xmlns:p="u">',
  '</p:a>',
  '<a\n  x="1"',
  ' ',
];
const document = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join(''));
const formatted = fc
  .array(fc.constantFrom('<a>', '</a>', '<b>', '</b>', '<c x="1">t</c>', '<d/>', 't'), { maxLength: 30 })
  .map((parts) => {
    let depth = 0;
    return parts
      .map((part) => {
        if (part.startsWith('</')) depth--;
        const line = `${'  '.repeat(Math.max(0, depth))}${part}\n`;
        if (part === '<a>' || part === '<b>') depth++;
        return line;
      })
      .join('');
  });
/** Documents about as deep as a tree can be: after an edit, tags that were too deep open elements, or the other way round. */
const deep = fc.tuple(fc.integer({ min: MAX_DEPTH - 6, max: MAX_DEPTH + 6 }), document).map(([depth, inner]) => {
  return '<a>'.repeat(depth) + inner + '</a>'.repeat(depth);
});
const deepEdits = fc.array(
  fc.record({
    at: fc.oneof(fc.constantFrom(0, 3, 6, 900), fc.nat(3200)),
    length: fc.constantFrom(0, 3, 9, 18),
    text: fc.oneof(fc.constant(''), fc.constantFrom('<a>', '<a><a><a>', '</a>', '</'), fc.constantFrom(...FRAGMENTS)),
  }),
  { minLength: 1, maxLength: 3 },
);
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat(6), fc.nat(40)),
    text: fc.oneof(fc.constant(''), fc.constantFrom(...FRAGMENTS), document),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Edits a tree again and again and compares it with a fresh parse each time, flags included. */
function agreesWithFresh(text: string, series: Iterable<TextEdit>): void {
  let tree = parse(text);
  for (const edit of series) {
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    tree = reparse(tree, edit);
    assert.equal(tree.text(), text);
    assert.equal(outline(tree, true), outline(parse(text), true));
  }
}

/** The edits at these places of a text whose length changes. */
function* placed(
  length: number,
  series: readonly { at: number; length: number; text: string }[],
  placeIn: (at: number, length: number) => number,
): Generator<TextEdit> {
  for (const { at, length: removed, text } of series) {
    const start = placeIn(at, length);
    const end = Math.min(length, start + removed);
    length += text.length - (end - start);
    yield { start, end, text };
  }
}

describe('reparse', () => {
  it('agrees with a fresh parse after any series of edits', () => {
    assertProperty(
      fc.property(fc.oneof(document, formatted), edits, (text, series) => {
        agreesWithFresh(
          text,
          placed(text.length, series, (at, length) => Math.floor(at * length)),
        );
      }),
      { numRuns: 10000, seed: 2026 },
    );
  });

  it('agrees with a fresh parse where tags become too deep, or no longer are', () => {
    assertProperty(
      fc.property(deep, deepEdits, (text, series) => {
        agreesWithFresh(
          text,
          placed(text.length, series, (at, length) => Math.min(at, length)),
        );
      }),
      { numRuns: 400, seed: 2026 },
    );
  });
});
