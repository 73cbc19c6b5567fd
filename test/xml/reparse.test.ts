import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../server/src/xml/parser';
import { reparse, type TextEdit } from '../../server/src/xml/reparse';
import { outline } from '../support/outline';

/** What authors type, paste and leave behind. */
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
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat(6), fc.nat(40)),
    text: fc.oneof(fc.constant(''), fc.constantFrom(...FRAGMENTS), document),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('reparse', () => {
  it('gives what a fresh parse gives, after any series of edits', () => {
    fc.assert(
      fc.property(fc.oneof(document, formatted), edits, (text, series) => {
        let tree = parse(text);
        for (const { at, length, text: inserted } of series) {
          const start = Math.floor(at * text.length);
          const end = Math.min(text.length, start + length);
          const edit: TextEdit = { start, end, text: inserted };
          text = text.slice(0, start) + inserted + text.slice(end);
          tree = reparse(tree, edit);
          assert.equal(tree.text(), text);
          assert.equal(outline(tree, true), outline(parse(text), true));
        }
      }),
      {
        numRuns: Number(process.env.VPC_RUNS ?? 10000),
        ...(process.env.VPC_SEED ? { seed: Number(process.env.VPC_SEED) } : { seed: 2026 }),
      },
    );
  }).timeout(300_000);
});
