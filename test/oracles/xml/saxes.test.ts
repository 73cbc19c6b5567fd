import assert from 'node:assert/strict';
import { SaxesParser } from 'saxes';
import type { XmlCode } from '../../../server/src/xml/codes';
import { parse } from '../../../server/src/xml/parser';
import { wellFormednessProblems } from '../../../server/src/xml/wellFormedness';
import { forSeeds } from '../../support/seeds';
import { mutated } from '../../xml/mutations';

const DOCUMENTS = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<!-- head -->\n<a b="c" d=\'e\'>\n  <f>text &amp; &#x41;&#66;</f>\n  <g/>\n</a>\n<?end it?>\n',
  '<p:a xmlns:p="urn:p" xmlns="urn:d" xmlns:q="urn:q" p:x="1" q:x="2"><b xmlns="" y="&lt;&quot;"/><q:c xml:lang="de"/></p:a>',
  '<r><![CDATA[ <x> & ]] ]]><!-- a - b --><?pi some data?>]] &gt; <e f="a>b"></e></r>',
  '\uFEFF<?xml version=\'1.0\'?><données élan="ü" \u{10000}="1">\u{1F600}&#x1F600;\t\r\n<x.y-z:_ xmlns:x.y-z="u"/></données>',
  '<a><b><c><d>1</d><d>2</d></c></b>\r\n<b>\r<c/></b></a>',
];

const MUTATIONS = 10_000;

/** Documents that saxes is known to accept or reject wrongly, and the problem that is reported here; null for none. */
const SAXES_IS_WRONG: readonly { readonly clause: string; readonly found: XmlCode | null; readonly where: RegExp }[] = [
  {
    clause: 'XML 2.2 [2]: a lone surrogate is not a character',
    found: 'xml/illegal-character',
    where: /\p{Surrogate}/u,
  },
  {
    clause: 'XML 2.6 [16]: white space follows the target, even before a ?',
    found: 'xml/missing-space-after-target',
    where: /<\?[\w.:-]+\?(?!>)/,
  },
  {
    clause: 'NS 4 [11]: the local part starts with a name start character',
    found: 'xml/bad-qualified-name',
    where: /:[-.\d\u00B7]/,
  },
  {
    clause: 'NS 2.2: only the empty string means no namespace',
    found: null,
    where: /xmlns:[^\s=]+\s*=\s*["']\s+["']/,
  },
];

describe('well-formedness', () => {
  it('agrees with saxes on mutated documents', () =>
    forSeeds(20261124, MUTATIONS, ({ random, count }) => {
      const differing: string[] = [];
      for (let i = 0; i < count; i++) {
        const text = mutated(DOCUMENTS[i % DOCUMENTS.length]!, 1 + random(3), random);
        const found = wellFormednessProblems(parse(text)).find(({ severity }) => severity === 'error')?.code ?? null;
        const saxes = errorOfSaxes(text);
        if ((found === null) === (saxes === null)) continue;
        if (SAXES_IS_WRONG.some((known) => known.found === found && known.where.test(text))) continue;
        differing.push(`${JSON.stringify(text)}\n  saxes: ${saxes ?? 'fine'}\n  here: ${found ?? 'fine'}`);
      }
      assert.equal(differing.join('\n'), '');
    }));
});

/** The first error that saxes reports; null for none. After an invalid character reference, it throws a RangeError. */
function errorOfSaxes(text: string): string | null {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let first: string | null = null;
  parser.on('error', (error) => (first ??= error.message));
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    first ??= error.message;
  }
  return first;
}
