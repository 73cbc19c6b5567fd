import { strict as assert } from 'node:assert';
import { ByteValueTable } from '../../server/src/streaming/byteTable';
import { ValueTable, type InternedValue } from '../../server/src/domain/valueTable';
import { EMPTY_ENTITIES } from '../../server/src/xml/entities';
import { rootElement } from '../../server/src/xml/locate';
import { parse } from '../../server/src/xml/parser';
import { hashOf } from '../../server/src/streaming/byteTable';

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
/** Not interned. */
const NONE = ['<a>x<!-- --></a>', '<a>x&amp;y</a>', '<a><![CDATA[x]]></a>', '<a><b/></a>', '<a c=1>x</a>', '<a>x</b>'];

describe('value tables', () => {
  const inTree = (table: ValueTable, text: string): InternedValue | null =>
    table.of(rootElement(parse(text))!.node, EMPTY_ENTITIES);

  for (const [text, other] of SAME) {
    it(`intern ${JSON.stringify(text)} and ${JSON.stringify(other)} as one value`, () => {
      const table = new ValueTable();
      const value = inTree(table, text);
      assert.ok(value);
      assert.equal(inTree(table, other), value);
    });
  }
  for (const [text, other] of DIFFERENT) {
    it(`intern ${text} and ${other} as different values`, () => {
      const table = new ValueTable();
      assert.notEqual(inTree(table, text), inTree(table, other));
    });
  }
  for (const text of NONE) {
    it(`do not intern ${text}`, () => assert.equal(inTree(new ValueTable(), text), null));
  }

  it('normalise line ends of values to LF', () => {
    const { rawValue, value } = inTree(new ValueTable(), '<a>\r\n x\r\n</a>')!;
    assert.deepEqual([rawValue, value], ['\n x\n', 'x']);
  });

  it('stop interning where no value repeats, and go on where values repeat', () => {
    const [once, often] = [new ValueTable(), new ValueTable()];
    for (let n = 0; n < 600; n++) {
      inTree(once, `<a>${n}</a>`);
      inTree(often, `<a>${n % 100}</a>`);
    }
    assert.equal(inTree(once, '<a>1</a>'), null);
    assert.equal(inTree(often, '<a>1</a>')?.value, '1');
  });

  it('number values in bytes', () => {
    const table = new ByteValueTable();
    const inBytes = (tag: string, content: string, rest: string): number => {
      const bytes = Buffer.from(`<ä${tag}${content}${rest}`);
      const [start, end] = [Buffer.byteLength('<ä'), Buffer.byteLength(`<ä${tag}${content}`)];
      return table.of(bytes, start, end, hashOf(bytes, start, end));
    };
    const first = inBytes(' c="ö">', 'ü &lt; x ', '</ä>');
    assert.equal(inBytes(' c="ö">', 'ü &lt; x ', '</ä>'), first);
    assert.deepEqual([first, inBytes('>', 'ü', '</ä>'), inBytes('/>', '', '')], [0, 1, 2]);
  });
});
