import { strict as assert } from 'node:assert';
import { ByteWordings } from '../../server/src/vpc/stream/byteWordings';
import { Wordings, type Wording } from '../../server/src/vpc/wording';
import { EMPTY_ENTITIES } from '../../server/src/xml/entities';
import { rootElement } from '../../server/src/xml/locate';
import { parse } from '../../server/src/xml/parser';
import { hashOf } from '../../server/src/xml/stream/byteTable';

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

  it('have numbers in bytes', () => {
    const wordings = new ByteWordings();
    const inBytes = (tag: string, content: string, rest: string): number => {
      const bytes = Buffer.from(`<ä${tag}${content}${rest}`);
      const [start, end] = [Buffer.byteLength('<ä'), Buffer.byteLength(`<ä${tag}${content}`)];
      return wordings.of(bytes, start, end, hashOf(bytes, start, end));
    };
    const first = inBytes(' c="ö">', 'ü &lt; x ', '</ä>');
    assert.equal(inBytes(' c="ö">', 'ü &lt; x ', '</ä>'), first);
    assert.deepEqual([first, inBytes('>', 'ü', '</ä>'), inBytes('/>', '', '')], [0, 1, 2]);
  });
});
