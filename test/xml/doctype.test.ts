import assert from 'node:assert/strict';
import { parseDoctype } from '../../server/src/xml/doctype';
import { marked } from './marked';

/** The only problem of a DOCTYPE, which must be at the marked range. */
function problemIn(document: string): [string, ...string[]][] {
  const { text, start, end } = marked(document);
  const { problems } = parseDoctype(text, false);
  for (const problem of problems) assert.deepEqual([problem.start, problem.end], [start, end], problem.code);
  return problems.map(({ code, args }) => [code, ...args]);
}

describe('parseDoctype', () => {
  it('reads name and external identifier', () => {
    const { name, externalId, problems } = parseDoctype('<!DOCTYPE a:b PUBLIC "-//x \n y//EN" \'a.dtd\' >', false);
    assert.equal(name, 'a:b');
    assert.deepEqual(externalId, { publicId: '-//x y//EN', systemId: 'a.dtd' });
    assert.deepEqual(problems, []);
  });

  it('reads entities: the first declaration counts, only character references are expanded', () => {
    const text =
      '<!DOCTYPE a [<!ENTITY b "1&#38;c;&d;\r\n"><!ENTITY b "2"><!ENTITY e SYSTEM "e.xml"><!ENTITY f SYSTEM "f" NDATA g>]>';
    const { general } = parseDoctype(text, false).entities;
    assert.equal(general.get('b')!.replacement, '1&c;&d;\n');
    assert.deepEqual([general.get('e')!.replacement, general.get('e')!.systemId], [null, 'e.xml']);
    assert.equal(general.get('f')!.notation, 'g');
  });

  it('reads attribute lists, several for one element, the first declaration of each attribute', () => {
    const text =
      '<!DOCTYPE a [<!ATTLIST a b CDATA #REQUIRED c (d|e) "d"><!ATTLIST a b ID #IMPLIED f NMTOKENS #FIXED " g  h ">]>';
    const { attributes } = parseDoctype(text, false).entities;
    assert.deepEqual(
      [...attributes.get('a')!.values()].map(({ name, type, rawDefault }) => [name, type, rawDefault]),
      [
        ['b', 'CDATA', null],
        ['c', 'ENUMERATION', 'd'],
        ['f', 'NMTOKENS', ' g  h '],
      ],
    );
  });

  it('accepts every kind of declaration', () => {
    const text = `<!DOCTYPE a [
      <!-- comment > ]> --> <?pi ]> ?>
      <!ELEMENT a EMPTY> <!ELEMENT b ANY> <!ELEMENT c (#PCDATA)> <!ELEMENT d ( #PCDATA )*> <!ELEMENT e (#PCDATA|a|b)*>
      <!ELEMENT f ((a,b?)|(c+|(d)*))> <!ELEMENT g ( a , ( b | c )? , d+ )*>
      <!NOTATION h PUBLIC "i"> <!NOTATION j PUBLIC "k" "l"> <!NOTATION m SYSTEM 'n'>
      <!ATTLIST a> <!ATTLIST a o NOTATION (h|j) #IMPLIED p ENTITIES #IMPLIED q IDREF #IMPLIED>
      <!ENTITY % r "s"> <!ENTITY t ']>'> <!ENTITY u "it's">
    ]>`;
    assert.deepEqual(parseDoctype(text, false).problems, []);
  });

  it('follows parameter entities that are declared in it', () => {
    const text = "<!DOCTYPE a [<!ENTITY % x '&#37;y;'><!ENTITY % y '&#60;!ENTITY z \"!\" >'>%x;]>";
    const { entities, problems } = parseDoctype(text, false);
    assert.equal(entities.general.get('z')!.replacement, '!');
    assert.equal(entities.general.get('z')!.isFromParameterEntity, true);
    assert.equal(entities.isOpen, true);
    assert.deepEqual(problems, []);
  });

  it('ignores declarations after an unread parameter entity, unless the document is standalone', () => {
    const text = '<!DOCTYPE a [<!ENTITY % x SYSTEM "x.ent">%x;<!ENTITY b "c"><!ATTLIST a d CDATA "e">]>';
    assert.deepEqual([...parseDoctype(text, false).entities.general.keys()], []);
    assert.deepEqual([...parseDoctype(text, false).entities.attributes.keys()], []);
    assert.deepEqual([...parseDoctype(text, true).entities.general.keys()], ['b']);
  });

  for (const [document, ...expected] of [
    ['<!DOCTYPE a [<!ELEMENT a [[B]]>]>', 'xml/dtd-element-content'],
    ['<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)[[>]]]>', 'xml/dtd-element-content'],
    ['<!DOCTYPE a [<!ELEMENT a (b c)>]>'.replace('b c', 'b [[c]]'), 'xml/dtd-element-content'],
    ['<!DOCTYPE a [<!ELEMENT a (b,[[)]])>]>', 'xml/dtd-element-content'],
    ['<!DOCTYPE a [<!ATTLIST a b (c|d)[["c"]]>]>'.replace('[["c"]]', '[["]]c"'), 'xml/dtd-space-missing'],
    ['<!DOCTYPE a [<!ATTLIST a b CDATA "c"[[d]] CDATA #IMPLIED>]>', 'xml/dtd-space-missing'],
    ['<!DOCTYPE a [<!ATTLIST a b CDATA #FIXED [[#]]IMPLIED>]>', 'xml/dtd-attribute-default'],
    ['<!DOCTYPE a [<!ATTLIST a b CDATA "x [[<]] y">]>', 'xml/less-than-in-attribute'],
    ['<!DOCTYPE a [<!ATTLIST a b CDATA "[[&c;]]"><!ENTITY c "late">]>', 'xml/undeclared-entity', '&c;'],
    ['<!DOCTYPE a [<!ENTITY % b "c" [[NDATA]] d>]>', 'xml/dtd-declaration-end'],
    ['<!DOCTYPE a [<!ENTITY b "c" [[NDATA]] d>]>', 'xml/dtd-declaration-end'],
    ['<!DOCTYPE a [<!ENTITY b SYSTEM "c"[[NDATA]] d>]>', 'xml/dtd-space-missing'],
    ['<!DOCTYPE a [<!ENTITY b PUBLIC "c"[[>]]]>', 'xml/dtd-literal-missing'],
    ['<!DOCTYPE a [<!ENTITY b "R [[&]] D">]>', 'xml/bare-ampersand'],
    ['<!DOCTYPE a [<!ENTITY b "[[&#0;]]">]>', 'xml/illegal-character-reference', '&#0;'],
    ['<!DOCTYPE a [<!ENTITY b [["c]]>\n<!ENTITY d "e">]>', 'xml/dtd-literal-unclosed'],
    ['<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "x [[&b;]]">]>', 'xml/recursive-entity', '&b;', 'c'],
    ['<!DOCTYPE a [<!ENTITY % b "&#37;b;">[[%b;]]]>', 'xml/recursive-entity', '%b;', 'b'],
    ['<!DOCTYPE a [<!ENTITY % b "<!ELEMENT c ANY">[[%b;]]]>', 'xml/dtd-declaration-unfinished'],
    ['<!DOCTYPE a [<!ENTITY % b "c">[[%b;]]]>', 'xml/dtd-unexpected'],
    ['<!DOCTYPE a [\n[[<!--]] b\n]>', 'xml/unfinished-comment'],
    ['<!DOCTYPE a [\n[[<?b]] c\n]>', 'xml/unfinished-processing-instruction'],
    ['<!DOCTYPE a [[x]] [<!ENTITY b "c">]>', 'xml/dtd-declaration-end'],
    ['<!DOCTYPE a [<!NOTATION b [[>]]]>', 'xml/dtd-literal-missing'],
    ['<!DOCTYPE a [<?[[xMl]] b?>]>', 'xml/reserved-target', 'xMl'],
    ['<!DOCTYPE a [<!NOTATION [[b:c]] SYSTEM "d">]>', 'xml/colon-in-name', 'b:c'],
    ['<!DOCTYPE a [<!-- [[\u0001]] -->]>', 'xml/illegal-character', 'U+0001'],
  ] as const) {
    it(`reports one problem: ${document}`, () => {
      assert.deepEqual(problemIn(document), [expected]);
    });
  }

  it('reports the problems of several declarations, each once', () => {
    const text =
      '<!DOCTYPE a [\n<!ELEMENT a>\n<!ENTITY b>\n<!ATTLIST c d>\n<!ELEMENT e ANY>\nrubbish\n<!NOTATION f SYSTEM "g">\n]>';
    assert.deepEqual(
      parseDoctype(text, false).problems.map(({ code, start }) => `${text.slice(0, start).split('\n').length} ${code}`),
      ['2 xml/dtd-space-missing', '3 xml/dtd-space-missing', '4 xml/dtd-space-missing', '6 xml/dtd-unexpected'],
    );
  });

  it('limits the expansion of parameter entities', () => {
    const declarations = ['<!ENTITY % p0 "<!-- some text -->">'];
    for (let i = 1; i < 30; i++) declarations.push(`<!ENTITY % p${i} "&#37;p${i - 1};&#37;p${i - 1};">`);
    const { problems } = parseDoctype(`<!DOCTYPE a [${declarations.join('')}%p29;]>`, false);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['xml/entity-budget'],
    );
  });
});
