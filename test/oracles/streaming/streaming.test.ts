import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostics } from '../../../server/src/language/diagnostics';
import { links, placedLinks } from '../../../server/src/language/links';
import type { GovernedDocument } from '../../../server/src/workspace/document';
import { diagnosticOf } from '../../../server/src/workspace/diagnostic';
import { english } from '../../../server/src/xml/problem';
import { bytesSource, streamedTree, type ByteSource } from '../../../server/src/streaming';
import { SummaryNode } from '../../../server/src/streaming/summaryNode';
import { isLeaf, isList, textOf, type SyntaxNode } from '../../../server/src/xml/nodes';
import type { PrescanOptions } from '../../../server/src/streaming/segments';
import { documentIn, documentUnder } from '../../support/documents';
import { publicationText } from '../../support/publications';
import { forSeeds } from '../../support/seeds';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';
import { mutated } from '../../xml/mutations';

const MUTANTS = 600;

/** The smallest sizes give the most segments. */
const SIZES = {
  chunk: [1, 7, 4096],
  segment: [1, 300, 100_000],
  minSegment: [0, 200],
  child: [40, 900, 100_000],
  token: [60, 100_000],
};
const TINY: PrescanOptions = { chunk: 64, segment: 200, minSegment: 0, child: 300, token: 100_000 };

const samples = join(__dirname, '..', '..', '..', 'samples');
const sampleTexts = readdirSync(samples)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => readFileSync(join(samples, name), 'utf8'));

/** The diagnostics of `vpc lint`. */
function lint(document: GovernedDocument): unknown[] {
  return diagnostics(document).map((problem) => diagnosticOf(problem, document.tree, english));
}

function linksIn(document: GovernedDocument): unknown[] {
  return links(document, 1_000).flatMap(placedLinks);
}

function assertStreams(document: GovernedDocument, options: PrescanOptions): void {
  const text = document.tree.text();
  const { tree, problems } = streamedTree(bytesSource(Buffer.from(text)), document, options);
  const shown = `${JSON.stringify(options)}\n${text}`;
  assert.deepEqual(lint({ ...document, tree }), lint(document), shown);
  assert.deepEqual(linksIn({ ...document, tree }), linksIn(document), shown);
  assert.deepEqual(problems, [], shown);
  assert.equal(tree.text(), text, shown);
}

const LINE_BREAKS: readonly (readonly [name: string, lineBreak: string])[] = [
  ['LF', '\n'],
  ['CR LF', '\r\n'],
  ['CR', '\r'],
];

/** Variants of the usual markup between two values. */
const GAPS: readonly ((gap: string) => string)[] = [
  (gap) => gap.replace(/>\s+</, '><'),
  (gap) => gap.replace(/\s+/, '\r\n'),
  (gap) => gap.replace(/\s+/, ' <!-- ü --> '),
  (gap) => gap.replace(/\s+/, ' <?later?> '),
  (gap) => gap.replace(/\s+/, ' text '),
  (gap) => gap.replace(/^<\//, '< /'),
  (gap) => gap.replace(/^<\/(.)/, '</$1$1'),
  (gap) => gap.replace(/>$/, ' unknown="1">'),
  (gap) => gap.replace(/>$/, '/>'),
  (gap) => gap.replace(/<[^/<>]+>$/, '<Unknown>'),
  (gap) => gap.replace(/>\s/, ' >\n'),
  () => '',
];

/** A source that counts the bytes read from it. */
function counting(bytes: Uint8Array): { source: ByteSource; read: () => number } {
  const inner = bytesSource(bytes);
  let total = 0;
  const read = (at: number, target: Uint8Array): number => {
    const count = inner.read(at, target);
    total += count;
    return count;
  };
  return { source: { size: inner.size, read }, read: () => total };
}

function manyPatches(vocabulary: TestVocabulary, count: number): string {
  const patches = Array.from({ length: count }, (_, index) => ({
    'patch-id': `KB${5_000_000 + index}`,
    title: `Update ${index} for Bühler & Söhne`,
    released: '2026-02-10T18:00:00Z',
    product: [{ 'product-id': 'Batch', state: vocabulary.profile.states[0]!.value }],
  }));
  return publicationText(vocabulary, patches);
}

/** The parts of a tree that are summarised. */
function summaryNodes(node: SyntaxNode | null): SummaryNode[] {
  if (node === null || isLeaf(node)) return [];
  if (!isList(node)) return summaryNodes(node.content);
  return node instanceof SummaryNode ? [node] : node.items.flatMap(summaryNodes);
}

for (const vocabulary of BOTH) {
  describe(`streaming, ${vocabulary.title}`, () => {
    it('agrees with the parsed tree on samples', () => {
      const texts = vocabulary === FIRST ? [vocabulary.sampleText, ...sampleTexts] : [vocabulary.sampleText];
      for (const text of texts) {
        for (const chunk of text.length > 30_000 ? [7] : SIZES.chunk) {
          for (const child of SIZES.child) {
            assertStreams(documentIn(vocabulary, text, vocabulary.sampleName), { ...TINY, chunk, child });
          }
        }
      }
    });

    it('agrees with the parsed tree on mutated documents', () =>
      forSeeds(2026, MUTANTS, ({ random, count: mutants }) => {
        const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;
        for (let count = 0; count < mutants; count++) {
          const mutant = Buffer.from(mutated(vocabulary.sampleText, 1 + random(3), random)).toString();
          const text = mutant.replaceAll('\n', LINE_BREAKS[count % LINE_BREAKS.length]![1]);
          const { chunk, segment, minSegment, child, token } = SIZES;
          const options = {
            ...{ chunk: pick(chunk), segment: pick(segment), minSegment: pick(minSegment) },
            ...{ child: pick(child), token: pick(token) },
          };
          assertStreams(documentIn(vocabulary, text, vocabulary.sampleName), options);
          if (count % 5 === 0) assertStreams(documentUnder(null, text), options);
        }
      }));

    it('reports a problem in each of several equal entries', () => {
      const state = vocabulary.profile.states.find(({ id }) => id === 'not-approved')!.value;
      const product = { 'product-id': 'Batch', state };
      const patches = Array.from({ length: 30 }, (_, index) => ({
        'patch-id': `KB${5_000_000 + index}`,
        product: Array.from({ length: 1 + (index % 3) }, () => product),
      }));
      const document = documentIn(vocabulary, publicationText(vocabulary, patches));
      const problems = diagnostics(document).filter(({ code }) => code === 'vpc/reason-missing');
      assert.equal(problems.length, 60);
      assertStreams(document, TINY);
    });

    it('does not confuse markup with cached markup of the same beginning', () =>
      forSeeds(77, 40, ({ random, count }) => {
        const texts = Array.from({ length: count }, () => {
          // The markup between two values is changed in one place, and repeated everywhere else.
          const text = manyPatches(vocabulary, 40);
          const gaps = [...text.matchAll(/<\/[^<>]+>\s+<[^<>]+>/g)];
          const { index, 0: gap } = gaps[random(gaps.length)]!;
          const other = GAPS[random(GAPS.length)]!(gap);
          return text.slice(0, index) + other + text.slice(index + gap.length);
        });
        for (const text of texts) {
          assertStreams(documentIn(vocabulary, text), { ...TINY, chunk: 64 + random(300), child: 1 << 16 });
        }
      }));

    it('reads a valid document once', () => {
      const text = manyPatches(vocabulary, 5_000);
      const document = documentIn(vocabulary, text);
      const { source, read } = counting(Buffer.from(text));
      const { tree } = streamedTree(source, document);
      assert.deepEqual(lint({ ...document, tree }), []);
      assert.ok(read() < source.size * 2, `${read()} of ${source.size} bytes`);
    });

    for (const [name, lineBreak] of LINE_BREAKS) {
      it(`summarises a valid document with ${name} line breaks, and reads it once`, () => {
        const text = manyPatches(vocabulary, 2_000).replaceAll('\n', lineBreak);
        const document = documentIn(vocabulary, text);
        const { source, read } = counting(Buffer.from(text));
        const { tree } = streamedTree(source, document);
        const summarised = summaryNodes(tree.content).reduce((width, node) => width + node.width, 0);
        assert.ok(summarised > text.length * 0.9, `${summarised} of ${text.length} units`);
        assert.deepEqual(lint({ ...document, tree }), []);
        assert.ok(read() < source.size * 2, `${read()} of ${source.size} bytes`);
        assert.deepEqual(tree.positionAt(text.length - 1), document.tree.positionAt(text.length - 1));
      });
    }

    it('reads a segment once for repeated access to its siblings', () => {
      const { source, read } = counting(Buffer.from(manyPatches(vocabulary, 2_000)));
      const { tree } = streamedTree(source, documentIn(vocabulary, ''), TINY);
      const [first, second] = summaryNodes(tree.content);
      const before = read();
      const items = [1, 2, 3].map(() => first!.transientItems()[0]!);
      assert.deepEqual([new Set(items).size, read() - before], [1, Buffer.byteLength(textOf(items[0]!))]);
      assert.notEqual(second!.transientItems()[0], items[0]);
    });

    it('reads again only near a problem', () => {
      const text = manyPatches(vocabulary, 5_000).replace('Update 1500 ', 'Update <wrong> ');
      const document = documentIn(vocabulary, text);
      const { source, read } = counting(Buffer.from(text));
      const { tree } = streamedTree(source, document);
      assert.deepEqual(lint({ ...document, tree }), lint(document));
      assert.ok(read() < source.size * 2, `${read()} of ${source.size} bytes`);
    });
  });
}

/** Groups of two parts with two sizes at most. */
const groups = (name: string): string => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="list"><xs:complexType><xs:sequence>
    <xs:element name="group" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="part" maxOccurs="2"><xs:complexType><xs:sequence>
        <xs:element name="${name}" type="xs:int" maxOccurs="2"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

describe('streaming repeated markup', () => {
  const group = (name: string, parts: readonly number[], whitespace: string): string => {
    const sizes = (count: number): string =>
      Array.from({ length: count }, () => `<${name}>1</${name}>`).join(whitespace);
    const written = parts.map((count) => `<part>${whitespace}${sizes(count)}</part>`).join(whitespace);
    return `<group>${whitespace}${written}</group>`;
  };
  for (const name of ['size', 'größe']) {
    for (const whitespace of ['\n  ', '\r  ', '\r\n', ' ', '']) {
      it(`counts ${name} elements, lines and characters separated by ${JSON.stringify(whitespace)}`, () => {
        const valid = Array.from({ length: 20 }, () => group(name, [2, 2], whitespace));
        for (const wrong of [[2, 3], [2, 2, 2], [3], [2, 1], [2, 2, 1]]) {
          const text = `<list>${[...valid, group(name, wrong, whitespace), ...valid, '<group/>'].join('')}</list>`;
          assertStreams(documentUnder(groups(name), text), { ...TINY, chunk: 1 << 12, child: 1 << 16 });
        }
      });
    }
  }
});
