import assert from 'node:assert/strict';
import type { XmlCode } from '../../../server/src/xml/codes';
import { parse } from '../../../server/src/xml/parser';
import { wellFormednessProblems } from '../../../server/src/xml/wellFormedness';
import { forSeeds } from '../../support/seeds';
import { mutated } from '../../xml/mutations';

const DOCUMENTS = [
  '<!DOCTYPE a [\n<!ELEMENT a (b, (c | d)*, e?)>\n<!ELEMENT b (#PCDATA | c)*>\n<!ATTLIST a f CDATA "g" h (i | j) \'i\' k ID #IMPLIED>\n<!ENTITY l "m &n; &#60;">\n<!ENTITY n \'o\'>\n]>\n<a f="&l2;">&n;</a>',
  '<!DOCTYPE a PUBLIC "-//x//EN" "a.dtd" [\n<!NOTATION n SYSTEM "n">\n<!-- c -->\n<?pi d?>\n<!ENTITY g SYSTEM "g.gif" NDATA n>\n<!ENTITY % p "<!ENTITY q \'r\'>">\n%p;\n]>\n<a>&q;</a>',
  '<!DOCTYPE a [<!ENTITY b "<c d=\'e\'>f</c>"><!ENTITY g "x"><!ATTLIST c h CDATA #FIXED "&g;">]><a i="&g;">&b;<c/></a>',
  '<!DOCTYPE a [<!ELEMENT a ANY><!ENTITY lt "&#38;#60;"><!ENTITY b "&#38;lt;"><!ENTITY c "&b;">]><a d="&c;">&b;&c;</a>',
];

const MUTATIONS = 4_000;

/** Known differences from libxml2, and the problem that is reported here; null for none. */
const KNOWN: readonly { readonly why: string; readonly found: XmlCode | null; readonly where: RegExp }[] = [
  { why: 'XML 4.2.2 [76]: NDATA is followed by a name', found: 'xml/dtd-name-missing', where: /NDATA\s*>/ },
  { why: 'XML 4.6: libxml2 only warns', found: 'xml/predefined-entity', where: /<!ENTITY\s+(?:lt|gt|amp|apos|quot)\s/ },
  {
    why: 'XML 4.2.2: a fragment identifier is an error, but not a fatal one',
    found: null,
    where: /(?:SYSTEM|PUBLIC)[^>]*#/,
  },
  { why: 'NS 2: a namespace that is not a URI is not an error', found: null, where: /xmlns/ },
  {
    why: 'NS 5: the prefix of a defaulted attribute must be declared',
    found: 'xml/unbound-prefix',
    where: /<!ATTLIST[^>]*:/,
  },
];

describe('well-formedness of documents with a DTD', () => {
  it('agrees with libxml2 on mutated documents', async () => {
    const { ParseOption, XmlDocument } = await import('libxml2-wasm');
    const option = ParseOption.XML_PARSE_NOENT | ParseOption.XML_PARSE_NO_XXE;
    const errorOfLibxml2 = (text: string): string | null => {
      try {
        XmlDocument.fromString(text, { option }).dispose();
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    await forSeeds(20261124, MUTATIONS, ({ random, count }) => {
      const differing: string[] = [];
      for (let i = 0; i < count; i++) {
        const text = mutated(DOCUMENTS[i % DOCUMENTS.length]!, 1 + random(2), random);
        // libxml2 receives UTF-8 in a C string, which cannot represent these characters.
        if (/\p{Surrogate}|\0/u.test(text)) continue;
        const found = wellFormednessProblems(parse(text)).find(({ severity }) => severity === 'error')?.code ?? null;
        const libxml2 = errorOfLibxml2(text);
        if ((found === null) === (libxml2 === null)) continue;
        if (KNOWN.some((known) => known.found === found && known.where.test(text))) continue;
        differing.push(`${JSON.stringify(text)}\n  libxml2: ${libxml2 ?? 'fine'}\n  here: ${found ?? 'fine'}`);
      }
      assert.equal(differing.join('\n'), '');
    });
  });
});
