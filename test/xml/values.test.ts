import assert from 'node:assert/strict';
import { EMPTY_ENTITIES, entitiesOf } from '../../server/src/xml/entities';
import { rootElement } from '../../server/src/xml/locate';
import { parse } from '../../server/src/xml/parser';
import { attributesOf } from '../../server/src/xml/tags';
import { attributeDefaults, attributeValue, contentValue } from '../../server/src/xml/values';

/** The value of the root element's first attribute. */
function valueIn(text: string): string {
  const tree = parse(text);
  const { node } = rootElement(tree)!;
  return attributeValue(attributesOf(node)[0]!, entitiesOf(tree), node.name);
}

/** The character data directly in the root element. */
function contentIn(text: string): string {
  const tree = parse(text);
  return contentValue(rootElement(tree)!.node, entitiesOf(tree));
}

describe('attributeValue', () => {
  for (const [what, text, expected] of [
    ['plain text unchanged', '<a b="c > d"/>', 'c > d'],
    ['white space as spaces, CR LF as one', '<a b="c\td\ne\r\nf\rg"/>', 'c d e f g'],
    ['references', '<a b="&lt;&#x41;&#66;&quot;&amp;lt;"/>', '<AB"&lt;'],
    ['white space written as a reference unchanged', '<a b="c&#10;&#13;&#9;d"/>', 'c\n\r\td'],
    [
      'nested entities, their white space as spaces',
      '<!DOCTYPE a [<!ENTITY e "x\n&f;&#38;lt;"><!ENTITY f "y">]><a b="&e;"/>',
      'x y<',
    ],
    ['a line end written as references in an entity', '<!DOCTYPE a [<!ENTITY e "&#13;&#10;">]><a b="&e;"/>', '  '],
    ['type CDATA with all its spaces', '<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED>]><a b=" c  d "/>', ' c  d '],
    [
      'any other type without leading, trailing and double spaces',
      '<!DOCTYPE a [<!ATTLIST a b NMTOKENS #IMPLIED>]><a b=" c \n d "/>',
      'c d',
    ],
    [
      'any other type with line breaks written as references',
      '<!DOCTYPE a [<!ATTLIST a b ID #IMPLIED>]><a b=" c&#10; "/>',
      'c\n',
    ],
    ['malformed references as text', '<a b="R & D &nosuch; &lt"/>', 'R & D  &lt'],
    ['a value without quotes', '<a b=c/>', 'c'],
    ['no value', '<a b/>', ''],
  ] as const) {
    it(`reads ${what}`, () => {
      assert.equal(valueIn(text), expected);
    });
  }
});

describe('attributeDefaults', () => {
  it('gives the normalised defaults of an element', () => {
    const text = '<!DOCTYPE a [<!ENTITY e "f"><!ATTLIST a b CDATA " &e;\n" c (d|e) " d " g CDATA #IMPLIED>]><a/>';
    const entities = entitiesOf(parse(text));
    assert.deepEqual(
      [...attributeDefaults(entities, 'a')],
      [
        ['b', ' f '],
        ['c', 'd'],
      ],
    );
    assert.deepEqual([...attributeDefaults(entities, 'b')], []);
  });
});

describe('contentValue', () => {
  for (const [what, text, expected] of [
    ['nothing', '<a/>', ''],
    ['text', '<a>b c</a>', 'b c'],
    ['line ends as LF', '<a>b\r\nc\rd\n</a>', 'b\nc\nd\n'],
    [
      'references, CDATA sections and text together',
      '<a>b &lt; &#x63;<![CDATA[ <d>\r\n&amp; ]]>e</a>',
      'b < c <d>\n&amp; e',
    ],
    ['a CR written as a reference unchanged', '<a>&#13;&#10;</a>', '\r\n'],
    ['no comments, processing instructions or child elements', '<a>b<!-- c --><?d?><e>f</e>g</a>', 'bg'],
    [
      'entities without their markup',
      '<!DOCTYPE a [<!ENTITY e "x<f>y</f>&g;"><!ENTITY g "z&#38;lt;">]><a>&e;</a>',
      'xz<',
    ],
    [
      'entities that are undeclared or not read as nothing',
      '<!DOCTYPE a [<!ENTITY e SYSTEM "e">]><a>b&e;&f;c</a>',
      'bc',
    ],
    ['recursive entities up to the recursion', '<!DOCTYPE a [<!ENTITY e "x&f;"><!ENTITY f "y&e;">]><a>&f;</a>', 'y'],
    ['malformed references and markup as text', '<a>R & D < E &lt</a>', 'R & D < E &lt'],
    ['a CDATA section without end', '<a><![CDATA[b</a>', 'b'],
  ] as const) {
    it(`reads ${what}`, () => {
      assert.equal(contentIn(text), expected);
    });
  }
});

describe('entitiesOf', () => {
  it('gives the identical object without a DOCTYPE, and for the same DOCTYPE', () => {
    assert.equal(entitiesOf(parse('<a/>')), EMPTY_ENTITIES);
    const tree = parse('<!DOCTYPE a><a/>');
    assert.equal(entitiesOf(tree), entitiesOf(tree));
  });

  it('expands no entity of a document that exceeds the expansion budget', () => {
    const laughs = ['<!ENTITY l0 "lol">'];
    for (let i = 1; i < 12; i++) laughs.push(`<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`);
    assert.equal(contentIn(`<!DOCTYPE a [${laughs.join('')}]><a>&l2;</a>`).length, 300);
    assert.equal(contentIn(`<!DOCTYPE a [${laughs.join('')}]><a>&l11;</a>`), '');
    const text = `<!DOCTYPE a [<!ENTITY e "${'x'.repeat(10_000)}">]><a>${'&e;'.repeat(1000)}</a>`;
    assert.equal(contentIn(text), '');
  });

  it('does not expand entities that are nested too deep', () => {
    const chain = ['<!ENTITY e0 "x">'];
    for (let i = 1; i < 20_000; i++) chain.push(`<!ENTITY e${i} "&e${i - 1};">`);
    assert.equal(contentIn(`<!DOCTYPE a [${chain.join('')}]><a>&e20;</a>`), 'x');
    assert.equal(contentIn(`<!DOCTYPE a [${chain.join('')}]><a>&e19999;</a>`), '');
  });
});
