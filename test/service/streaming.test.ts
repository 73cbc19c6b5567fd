import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnostics } from '../../server/src/service/diagnostics';
import type { GovernedDocument } from '../../server/src/service/document';
import { findingOf } from '../../server/src/service/findings';
import { english } from '../../server/src/service/localize';
import { surveyFor, SurveyFollower } from '../../server/src/service/sharedSurvey';
import { streamedTree, treeOf, type StreamedDocument, type StreamedTree } from '../../server/src/service/streaming';
import { isHollow, type HollowList } from '../../server/src/xml/hollow';
import { isLeaf, isList, textOf, type SyntaxNode } from '../../server/src/xml/nodes';
import { bytesSource, type ByteSource } from '../../server/src/xml/stream/source';
import type { SurveyOptions } from '../../server/src/xsd/stream/surveyed';
import { documentIn, documentUnder } from '../support/documents';
import { publicationText } from '../support/publications';
import { randomFrom } from '../support/random';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';
import { mutated } from '../xml/mutations';

const MUTANTS = 600;

/** The smallest sizes make the most pieces, and the most borders between them. */
const SIZES = {
  chunk: [1, 7, 4096],
  run: [1, 300, 100_000],
  shortestRun: [0, 200],
  child: [40, 900, 100_000],
  token: [60, 100_000],
};
const TINY: SurveyOptions = { chunk: 64, run: 200, shortestRun: 0, child: 300, token: 100_000 };

const samples = join(__dirname, '..', '..', 'samples');
const sampleTexts = readdirSync(samples)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => readFileSync(join(samples, name), 'utf8'));

/** What `vpc lint` would say of a document. */
function findings(document: GovernedDocument): unknown[] {
  return diagnostics(document).map((problem) => findingOf(problem, document.tree, english));
}

function streamOf({ tree, schema, vocabulary }: GovernedDocument, source: ByteSource): StreamedDocument {
  return { source, head: tree, schema, vocabulary };
}

function assertStreams(document: GovernedDocument, options: SurveyOptions, isFollowed = false): void {
  const text = document.tree.text();
  const stream = streamOf(document, bytesSource(Buffer.from(text)));
  const { tree, problems } = isFollowed ? followed(stream, options) : streamedTree(stream, options);
  const shown = `${JSON.stringify(options)}\n${text}`;
  assert.deepEqual(findings({ ...document, tree }), findings(document), shown);
  assert.deepEqual(problems, [], shown);
  assert.equal(tree.text(), text, shown);
}

/** The same, surveyed elsewhere: what goes from one thread to the other is copied. */
function followed(stream: StreamedDocument, options: SurveyOptions): StreamedTree {
  const follower = new SurveyFollower(stream);
  const survey = surveyFor(stream, (batch) => follower.take(structuredClone(batch)), options);
  return treeOf(stream, follower.finish(structuredClone(survey)));
}

/** What may stand between two values in place of what mostly does. */
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

/** A source that says how much was read of it. */
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

/** The runs of a tree that are not held. */
function hollowLists(node: SyntaxNode | null): HollowList[] {
  if (node === null || isLeaf(node)) return [];
  if (!isList(node)) return hollowLists(node.content);
  return isHollow(node) ? [node] : node.items.flatMap(hollowLists);
}

for (const vocabulary of BOTH) {
  describe(`streaming, ${vocabulary.title}`, () => {
    it('finds in samples what is found in their trees', () => {
      const texts = vocabulary === FIRST ? [vocabulary.sampleText, ...sampleTexts] : [vocabulary.sampleText];
      for (const text of texts) {
        for (const chunk of text.length > 30_000 ? [7] : SIZES.chunk) {
          for (const child of SIZES.child) {
            assertStreams(documentIn(vocabulary, text, vocabulary.sampleName), { ...TINY, chunk, child });
          }
        }
      }
    });

    it('finds in mutants what is found in their trees', () => {
      const random = randomFrom(2026);
      const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;
      for (let count = 0; count < MUTANTS; count++) {
        const text = Buffer.from(mutated(vocabulary.sampleText, 1 + random(3), random)).toString();
        const { chunk, run, shortestRun, child, token } = SIZES;
        const options = {
          ...{ chunk: pick(chunk), run: pick(run), shortestRun: pick(shortestRun) },
          ...{ child: pick(child), token: pick(token) },
        };
        assertStreams(documentIn(vocabulary, text, vocabulary.sampleName), options);
        if (count % 2 === 0) assertStreams(documentIn(vocabulary, text, vocabulary.sampleName), options, true);
        if (count % 5 === 0) assertStreams(documentUnder(null, text), options);
      }
    });

    it('finds a fault in each of the entries that say the same', () => {
      const state = vocabulary.profile.states.find(({ id }) => id === 'not-approved')!.value;
      const product = { 'product-id': 'Batch', state };
      const patches = Array.from({ length: 30 }, (_, index) => ({
        'patch-id': `KB${5_000_000 + index}`,
        product: Array.from({ length: 1 + (index % 3) }, () => product),
      }));
      const document = documentIn(vocabulary, publicationText(vocabulary, patches));
      const faults = diagnostics(document).filter(({ code }) => code === 'vpc/reason-missing');
      assert.equal(faults.length, 60);
      for (const isFollowed of [false, true]) assertStreams(document, TINY, isFollowed);
    });

    it('takes nothing for what came before that only begins like it', () => {
      const random = randomFrom(77);
      const texts = Array.from({ length: 40 }, () => {
        // What stands between two values is varied in a few places, and comes again and again elsewhere.
        const text = manyPatches(vocabulary, 40);
        const gaps = [...text.matchAll(/<\/[^<>]+>\s+<[^<>]+>/g)];
        const { index, 0: gap } = gaps[random(gaps.length)]!;
        const other = GAPS[random(GAPS.length)]!(gap);
        return text.slice(0, index) + other + text.slice(index + gap.length);
      });
      for (const text of texts) {
        for (const isFollowed of [false, true]) {
          assertStreams(documentIn(vocabulary, text), { ...TINY, chunk: 64 + random(300), child: 1 << 16 }, isFollowed);
        }
      }
    });

    it('sends large documents in batches', () => {
      const text = manyPatches(vocabulary, 2_000);
      const stream = streamOf(documentIn(vocabulary, text), bytesSource(Buffer.from(text)));
      const sizes: number[] = [];
      surveyFor(stream, ({ bytes }) => sizes.push(bytes.length));
      assert.ok(sizes.length > 2, String(sizes));
      assert.ok(Math.max(...sizes) < 200_000, String(sizes));
    });

    it('reads a valid document once', () => {
      const text = manyPatches(vocabulary, 5_000);
      const document = documentIn(vocabulary, text);
      const { source, read } = counting(Buffer.from(text));
      const { tree } = streamedTree(streamOf(document, source));
      assert.deepEqual(findings({ ...document, tree }), []);
      assert.ok(read() < source.size * 2, `${read()} of ${source.size} bytes`);
    });

    it('reads a run once for looks at one sibling after the other', () => {
      const { source, read } = counting(Buffer.from(manyPatches(vocabulary, 2_000)));
      const { tree } = streamedTree(streamOf(documentIn(vocabulary, ''), source), TINY);
      const [first, second] = hollowLists(tree.content);
      const before = read();
      const looks = [1, 2, 3].map(() => first!.glance());
      assert.deepEqual([new Set(looks).size, read() - before], [1, Buffer.byteLength(textOf(looks[0]!))]);
      assert.notEqual(second!.glance(), looks[0]);
    });

    it('reads again around a mistake only', () => {
      const text = manyPatches(vocabulary, 5_000).replace('Update 1500 ', 'Update <wrong> ');
      const document = documentIn(vocabulary, text);
      const { source, read } = counting(Buffer.from(text));
      const { tree } = streamedTree(streamOf(document, source));
      assert.deepEqual(findings({ ...document, tree }), findings(document));
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

describe('streaming what is written the same again and again', () => {
  const group = (name: string, parts: readonly number[], blank: string): string => {
    const sizes = (count: number): string => Array.from({ length: count }, () => `<${name}>1</${name}>`).join(blank);
    const written = parts.map((count) => `<part>${blank}${sizes(count)}</part>`).join(blank);
    return `<group>${blank}${written}</group>`;
  };
  for (const name of ['size', 'größe']) {
    for (const blank of ['\n  ', '\r  ', '\r\n', ' ', '']) {
      it(`counts ${name} elements, lines and characters between which stands ${JSON.stringify(blank)}`, () => {
        const valid = Array.from({ length: 20 }, () => group(name, [2, 2], blank));
        for (const wrong of [[2, 3], [2, 2, 2], [3], [2, 1], [2, 2, 1]]) {
          const text = `<list>${[...valid, group(name, wrong, blank), ...valid, '<group/>'].join('')}</list>`;
          assertStreams(documentUnder(groups(name), text), { ...TINY, chunk: 1 << 12, child: 1 << 16 });
        }
      });
    }
  }
});
