import assert from 'node:assert/strict';
import { Identifiers } from '../../server/src/vpc/identifiers/identifiers';
import { IDENTIFIER_KINDS } from '../../server/src/vpc/identifiers/kinds';
import { parse } from '../../server/src/xml/parser';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf, openIn, recordOf } from '../support/workspace';

const [HERE, OLD, NEW] = ['file:///here.xml', 'file:///old.xml', 'file:///new.xml'];

describe('the index of the workspace', () => {
  for (const vocabulary of BOTH) {
    describe(vocabulary.title, () => {
      const publication = (published: string, id: string, state = 'In Test') =>
        publicationText(
          vocabulary,
          [{ 'patch-id': id, title: `Title of ${id}`, product: [{ 'product-id': 'Batch', state }] }],
          { published },
        );
      const files = {
        [HERE]: publication('2026-02-18T09:00:00Z', 'KB3'),
        [OLD]: publication('2026-01-18T09:00:00Z', 'KB1'),
        [NEW]: publication('2026-03-18T09:00:00Z', 'KB1', 'Approved'),
      };

      it('knows what the other files say, of the latest first', () => {
        const elsewhere = indexOf(files, vocabulary).elsewhere(HERE);
        assert.deepEqual([...elsewhere.known('patch')], ['KB1']);
        assert.deepEqual(
          elsewhere.patches('KB1').map(({ uri, title, vendor, products }) => [uri, title, vendor, products[0]?.state]),
          [
            [NEW, 'Title of KB1', 'Microsoft', 'Approved'],
            [OLD, 'Title of KB1', 'Microsoft', 'In Test'],
          ],
        );
        assert.deepEqual(elsewhere.patches('KB3'), []);
        assert.equal(indexOf(files, vocabulary).elsewhere(null).patches('KB3').length, 1);
      });

      it('knows where', () => {
        const [found] = indexOf(files, vocabulary).elsewhere(HERE).definitionsOf('patch', 'KB1');
        const tree = parse(files[NEW]!);
        const { start, end } = found!.range;
        assert.equal(tree.slice(tree.offsetAt(start), tree.offsetAt(end)), 'KB1');
      });

      it('says the same of an open document as of its record', () => {
        for (const text of [vocabulary.sampleText, files[NEW]!]) {
          const open = openIn(NEW, text, vocabulary)!;
          const record = recordOf(NEW, text, vocabulary)!;
          for (const kind of IDENTIFIER_KINDS) {
            assert.deepEqual([...record.values(kind)], [...open.values(kind)]);
            for (const value of open.values(kind)) {
              assert.deepEqual(record.named(kind, value), open.named(kind, value));
              assert.deepEqual(record.first(kind, value), open.named(kind, value)[0]);
              assert.deepEqual(open.first(kind, value), open.named(kind, value)[0]);
              assert.deepEqual(record.patches(value), open.patches(value));
              assert.equal(record.describes(value), open.describes(value));
              for (const maker of [...open.values('vendor'), 'Nobody']) {
                assert.deepEqual(record.products(maker, value), open.products(maker, value));
              }
            }
          }
          assert.deepEqual([...record.allPatches()], [...open.allPatches()]);
          assert.deepEqual([record.supplier, record.published], [open.supplier, open.published]);
        }
      });

      it('takes an open document for its file', () => {
        const index = indexOf(files, vocabulary);
        index.opened(OLD, openIn(OLD, publication('2026-01-18T09:00:00Z', 'KB7'), vocabulary));
        assert.deepEqual([...index.elsewhere(HERE).known('patch')], ['KB1', 'KB7']);
        index.opened(NEW, null);
        assert.deepEqual([...index.elsewhere(HERE).known('patch')], ['KB7']);
        index.closed(OLD);
        index.closed(NEW);
        assert.deepEqual([...index.elsewhere(HERE).known('patch')], ['KB1']);
      });

      it('forgets what is gone', () => {
        const index = indexOf(files, vocabulary);
        index.read(NEW, null);
        assert.deepEqual(
          index
            .elsewhere(HERE)
            .patches('KB1')
            .map(({ uri }) => uri),
          [OLD],
        );
        index.clear();
        assert.deepEqual(
          [index.size, index.elsewhere(HERE).complete, [...index.elsewhere(HERE).known('patch')]],
          [0, false, []],
        );
      });

      it('leaves what is no publication', () => {
        assert.equal(recordOf(NEW, '<other/>', vocabulary), null);
        assert.equal(openIn(NEW, '', vocabulary), null);
        assert.equal(Identifiers.in(parse(''), vocabulary.vocabulary), null);
      });
    });
  }
});
