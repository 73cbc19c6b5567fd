import { strict as assert } from 'node:assert';
import { ByteWordings, Wordings, type Wording } from '../../server/src/vpc/wording';
import { EMPTY_ENTITIES } from '../../server/src/xml/entities';
import { rootElement } from '../../server/src/xml/locate';
import { parse } from '../../server/src/xml/parser';

const SAME: readonly (readonly [text: string, other: string])[] = [
  ['<a>x</a>', '<b>x</b>'],
  ['<a c="1">x</a>', '<a c="1">x</a>'],
  ['<a/>', '<a></a>'],
  ['<a>\n x\r\n</a>', '<a>\n x\r\n</a>'],
];
const DIFFERENT: readonly (readonly [text: string, other: string])[] = [
  ['<a>x</a>', '<a>x </a>'],
  ['<a>x</a>', '<a c="1">x</a>'],
  ['<a c="1">x</a>', '<a c="2">x</a>'],
  ['<a c="1">x</a>', '<a> c="1">x</a>'],
];
/** Read each time. */
const NONE = ['<a>x<!-- --></a>', '<a>x&amp;y</a>', '<a><![CDATA[x]]></a>', '<a><b/></a>', '<a c=1>x</a>', '<a>x</b>'];

describe('wordings of values', () => {
  const inTree = (wordings: Wordings, text: string): Wording | null =>
    wordings.of(rootElement(parse(text))!.node, EMPTY_ENTITIES);

  for (const [text, other] of SAME) {
    it(`takes ${JSON.stringify(text)} and ${JSON.stringify(other)} for the same`, () => {
      const wordings = new Wordings();
      const wording = inTree(wordings, text);
      assert.ok(wording);
      assert.equal(inTree(wordings, other), wording);
    });
  }
  for (const [text, other] of DIFFERENT) {
    it(`tells ${text} and ${other} apart`, () => {
      const wordings = new Wordings();
      assert.notEqual(inTree(wordings, text), inTree(wordings, other));
    });
  }
  for (const text of NONE) {
    it(`keeps nothing of ${text}`, () => assert.equal(inTree(new Wordings(), text), null));
  }

  it('says what stands there, line ends read as LF', () => {
    const { rawValue, value } = inTree(new Wordings(), '<a>\r\n x\r\n</a>')!;
    assert.deepEqual([rawValue, value], ['\n x\n', 'x']);
  });

  it('gives up where nothing comes again, and goes on where it does', () => {
    const [once, often] = [new Wordings(), new Wordings()];
    for (let n = 0; n < 600; n++) {
      inTree(once, `<a>${n}</a>`);
      inTree(often, `<a>${n % 100}</a>`);
    }
    assert.equal(inTree(once, '<a>1</a>'), null);
    assert.equal(inTree(often, '<a>1</a>')?.value, '1');
  });

  it('of bytes asks for a value once', () => {
    const wordings = new ByteWordings();
    const bytes = Buffer.from('<a c="1">x</a><a c="1">x</a><a>x</a>');
    let asked = 0;
    const ask = (): string => `x${++asked}`;
    const [first, second, third] = [
      wordings.of(bytes, 2, 10, ask),
      wordings.of(bytes, 16, 24, ask),
      wordings.of(bytes, 30, 32, ask),
    ];
    assert.equal(first, second);
    assert.notEqual(first, third);
    assert.deepEqual([first?.value, third?.value], ['x1', 'x2']);
  });
});
