import assert from 'node:assert/strict';
import { Identifiers } from '../../server/src/domain/identifiers/identifiers';
import { spellingKey } from '../../server/src/domain/identifiers/keys';
import { IDENTIFIER_KINDS } from '../../server/src/domain/identifiers/kinds';
import { WorkspaceIndex } from '../../server/src/workspace/workspaceIndex';
import { parse } from '../../server/src/xml/parser';
import { resumable } from '../../server/src/xml/task';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf, openIn, recordOf } from '../support/workspace';

const [HERE, OLD, NEW] = ['file:///here.xml', 'file:///old.xml', 'file:///new.xml'];

describe('workspace index', () => {
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

      it('returns the patches of other files, latest publication first', () => {
        const others = indexOf(files, vocabulary).others(HERE);
        assert.deepEqual([...others.known('patch')], ['KB1']);
        assert.deepEqual(
          others
            .patchesNamed('KB1')
            .map(({ uri, title, vendor, products }) => [uri, title, vendor, products[0]?.state]),
          [
            [NEW, 'Title of KB1', 'Microsoft', 'Approved'],
            [OLD, 'Title of KB1', 'Microsoft', 'In Test'],
          ],
        );
        assert.deepEqual(others.patchesNamed('KB3'), []);
        assert.equal(indexOf(files, vocabulary).others(null).patchesNamed('KB3').length, 1);
      });

      it('finds other spellings, by the rule of the vendor', () => {
        const others = indexOf({ [OLD]: publication('2026-01-18T09:00:00Z', 'kb5000001') }, vocabulary).others(HERE);
        assert.equal(others.patchesNamed('5000001', 'MICROSOFT')[0]?.id, 'kb5000001');
        assert.equal(others.files[0]!.describes('5000001', 'Adobe'), false);
        assert.equal(others.files[0]!.products('microsoft', 'KB5000001')[0]?.id, 'Batch');
        assert.equal(others.named('product', 'BATCH').length, 1);
      });

      it('returns how other files spell a name, as long as they do not change as the same object', () => {
        const { identity } = vocabulary.vocabulary;
        const index = indexOf(files, vocabulary);
        const key = spellingKey(identity, { kind: 'vendor', value: 'MICROSOFT', vendor: '', supplier: '' });
        const lookup = index.others(HERE).spellings(identity);
        assert.deepEqual(lookup.uses(key), [
          { spelling: 'Microsoft', files: 2, published: '2026-01-18T09:00:00Z', fileName: 'old.xml' },
        ]);
        index.opened(HERE, openIn(HERE, publication('2026-02-18T09:00:00Z', 'KB9'), vocabulary));
        const open = index.others(HERE).spellings(identity);
        index.opened(HERE, openIn(HERE, publication('2026-02-18T09:00:00Z', 'KB10'), vocabulary));
        assert.equal(index.others(HERE).spellings(identity), open);
        index.opened(NEW, openIn(NEW, files[NEW]!.replace('Microsoft', 'microsoft'), vocabulary));
        assert.deepEqual(
          index
            .others(HERE)
            .spellings(identity)
            .uses(key)
            .map(({ spelling }) => spelling),
          ['Microsoft', 'microsoft'],
        );
      });

      it('can be interrupted while it reads the spellings, and reads no file again', () => {
        const { identity } = vocabulary.vocabulary;
        const index = new WorkspaceIndex();
        let reads = 0;
        for (let file = 0; file < 40; file++) {
          const uri = `file:///${file}.xml`;
          const record = recordOf(uri, files[OLD]!, vocabulary)!;
          index.read(uri, { ...record, names: () => (reads++, record.names()) });
        }
        let steps = 1;
        for (const _ of resumable(() => index.others(HERE).spellings(identity), 10)) steps++;
        assert.deepEqual([steps, reads], [5, 40]);
      });

      it('keeps the editions around a file as long as nothing changes that they depend on', () => {
        const { identity } = vocabulary.vocabulary;
        const index = indexOf(files, vocabulary);
        const patches = new Set(['microsoft\nkb1']);
        const own = {
          supplier: 'northwind',
          published: '2026-04-18T09:00:00Z',
          documentId: '',
          documentVersion: '',
          isOwner: false,
        };
        const around = (more = {}) =>
          index.others(HERE).editionsAround({ ...own, patches: () => patches, ...more }, identity);
        const first = around();
        assert.equal(first.before?.uri, NEW);
        assert.equal(around(), first);
        assert.notEqual(around({ patches: () => new Set(['microsoft\nkb5']) }), first);
        index.read(NEW, null);
        assert.equal(around().before?.uri, OLD);
      });

      it('returns the range of an identifier', () => {
        const [found] = indexOf(files, vocabulary).others(HERE).definitionsOf('patch', 'KB1');
        const tree = parse(files[NEW]!);
        const { start, end } = found!.range;
        assert.equal(tree.slice(tree.offsetAt(start), tree.offsetAt(end)), 'KB1');
      });

      it('returns the same for an open document as for its file', () => {
        for (const text of [vocabulary.sampleText, files[NEW]!]) {
          const open = openIn(NEW, text, vocabulary)!;
          const record = recordOf(NEW, text, vocabulary)!;
          for (const kind of IDENTIFIER_KINDS) {
            assert.deepEqual([...record.values(kind)], [...open.values(kind)]);
            for (const value of open.values(kind)) {
              assert.deepEqual(record.named(kind, value), open.named(kind, value));
              assert.deepEqual(record.first(kind, value), open.named(kind, value)[0]);
              assert.deepEqual(open.first(kind, value), open.named(kind, value)[0]);
              assert.deepEqual(record.patchesNamed(value), open.patchesNamed(value));
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

      it('uses an open document in place of its file', () => {
        const index = indexOf(files, vocabulary);
        index.opened(OLD, openIn(OLD, publication('2026-01-18T09:00:00Z', 'KB7'), vocabulary));
        assert.deepEqual([...index.others(HERE).known('patch')], ['KB1', 'KB7']);
        index.opened(NEW, null);
        assert.deepEqual([...index.others(HERE).known('patch')], ['KB7']);
        index.closed(OLD);
        index.closed(NEW);
        assert.deepEqual([...index.others(HERE).known('patch')], ['KB1']);
      });

      it('removes deleted files', () => {
        const index = indexOf(files, vocabulary);
        index.read(NEW, null);
        assert.deepEqual(
          index
            .others(HERE)
            .patchesNamed('KB1')
            .map(({ uri }) => uri),
          [OLD],
        );
        index.clear();
        assert.deepEqual(
          [index.size, index.others(HERE).complete, [...index.others(HERE).known('patch')]],
          [0, false, []],
        );
      });

      it('ignores documents that are not publications', () => {
        assert.equal(recordOf(NEW, '<other/>', vocabulary), null);
        assert.equal(openIn(NEW, '', vocabulary), null);
        assert.equal(Identifiers.in(parse(''), vocabulary.vocabulary), null);
      });
    });
  }
});
