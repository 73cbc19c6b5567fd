/** What the suppliers' files say, for rules about the asset owner's own files. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { SiblingFiles } from '../../server/src/cli/siblingFiles/siblingFiles';
import type { Draft } from '../../server/src/domain/publicationText';
import type { SupplierAnswers } from '../../server/src/rules/rule';
import { WorkspaceIndex } from '../../server/src/workspace/workspaceIndex';
import { parse } from '../../server/src/xml/parser';
import { openPublication } from '../../server/src/workspace/openPublication';
import { CliFolder } from '../support/cli';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf, openIn, recordOf } from '../support/workspace';

for (const vocabulary of BOTH) {
  describe(`the answers of suppliers, ${vocabulary.title}`, () => {
    const named = vocabulary.vocabulary;
    const product = (id: string, state: string, more: Draft<'product'> = {}): Draft<'product'> => ({
      'product-id': id,
      state,
      ...more,
    });
    const file = (day: string, patches: readonly Draft<'patch'>[], more: Draft<'publication'> = {}): string =>
      publicationText(vocabulary, patches, { published: `2026-${day}T09:00:00Z`, ...more });
    const patch = (id: string, products: readonly Draft<'product'>[], more: Draft<'patch'> = {}): Draft<'patch'> => ({
      'patch-id': id,
      product: products,
      ...more,
    });
    // Without identifiers, patches in common make editions of one publication.
    const files: Readonly<Record<string, string>> = {
      'jan.xml': file('01-10', [
        patch('KB1', [product('Batch', 'Approved', { 'product-version': ['5', '6'] })]),
        patch('KB2', [product('Batch', 'In Test'), product('Historian', 'Approved')]),
        patch('KB3', [product('Batch', 'Released')], { 'superseded-by': ['KB4'] }),
      ]),
      'feb.xml': file('02-10', [
        patch('kb1', [product('BATCH', 'Not Approved', { 'product-version': ['6'] })]),
        patch('KB2', [product('Batch', 'Approved')]),
        patch('KB4', [product('Batch', 'In Test')]),
      ]),
      'south.xml': file('02-01', [patch('KB1', [product('Batch', 'Available')])], { supplier: 'Southwind' }),
    };
    const QUESTIONS = ['KB1', 'KB2', 'KB3', 'KB4', 'KB9'].flatMap((id) =>
      ['Batch', 'Historian', 'Other'].flatMap((name) => ['', '5', '6', '7'].map((version) => ({ id, name, version }))),
    );
    const answersOf = (answers: SupplierAnswers): readonly string[] =>
      QUESTIONS.flatMap(({ id, name, version }) =>
        answers
          .about('Microsoft', id)
          .of(name, version, '')
          .map(({ supplier, file: from, state, approval }) =>
            [id, name, version, supplier, from, state, approval && `${approval.state} in ${approval.file}`].join(' | '),
          ),
      );

    it('are the same from the index, open documents and sibling files', async () => {
      const uris = Object.fromEntries(Object.entries(files).map(([name, text]) => [`file:///${name}`, text]));
      const indexed = answersOf(indexOf(uris, vocabulary).others(null).suppliers(named));
      assert.deepEqual(
        indexed.filter((line) => line.startsWith('KB1 | Batch')),
        [
          'KB1 | Batch |  | Northwind | feb.xml | Not Approved | Approved in jan.xml',
          'KB1 | Batch |  | Southwind | south.xml | Available | ',
          'KB1 | Batch | 5 | Northwind | feb.xml |  | Approved in jan.xml',
          'KB1 | Batch | 5 | Southwind | south.xml | Available | ',
          'KB1 | Batch | 6 | Northwind | feb.xml | Not Approved | Approved in jan.xml',
          'KB1 | Batch | 6 | Southwind | south.xml | Available | ',
          'KB1 | Batch | 7 | Northwind | feb.xml |  | ',
          'KB1 | Batch | 7 | Southwind | south.xml | Available | ',
        ],
      );
      // What replaces it is in test, and not refused.
      assert.deepEqual(
        indexed.filter((line) => line.startsWith('KB3 | Batch |  | Northwind')),
        [],
      );
      const open = new WorkspaceIndex();
      open.complete = true;
      for (const [uri, text] of Object.entries(uris)) open.opened(uri, openIn(uri, text, vocabulary));
      assert.deepEqual(answersOf(open.others(null).suppliers(named)), indexed);

      const folder = await CliFolder.with(files);
      try {
        const siblings = new SiblingFiles([join(folder.path, 'own.xml')], named, { cwd: folder.path });
        assert.deepEqual(answersOf(siblings.others(join(folder.path, 'own.xml')).suppliers(named)), indexed);
      } finally {
        await folder.remove();
      }
    });

    it('read earlier editions only where the latest ones do not decide', () => {
      const read: string[] = [];
      const index = new WorkspaceIndex();
      index.complete = true;
      for (const [name, text] of Object.entries(files)) {
        const record = recordOf(`file:///${name}`, text, vocabulary)!;
        // With identifiers, no patches are compared.
        const statements = () => (read.push(name), record.statements());
        index.read(name, { ...record, documentId: 'ONE', statements });
      }
      const batch = (id: string) => index.others(null).suppliers(named).about('Microsoft', id).of('Batch', '', '');
      const [answer] = batch('KB2');
      assert.equal(answer!.state, 'Approved');
      assert.deepEqual(new Set(read), new Set(['feb.xml', 'south.xml']));
      assert.equal(batch('KB1')[0]!.approval!.file, 'jan.xml');
      assert.ok(read.includes('jan.xml'));
    });

    it('stay the same object as long as no file of a supplier changes', () => {
      const uris = Object.fromEntries(Object.entries(files).map(([name, text]) => [`file:///${name}`, text]));
      const index = indexOf(uris, vocabulary);
      const ask = () => index.others('file:///own.xml').suppliers(named);
      const first = ask();
      const own = parse(file('03-01', [patch('KB1', [product('Batch', 'Installed')])]));
      index.opened('file:///own.xml', openPublication('file:///own.xml', own, named, true));
      assert.equal(ask(), first);
      index.opened('file:///second.xml', openPublication('file:///second.xml', own, named, true));
      assert.equal(ask(), first, 'another file of the asset owner');
      index.opened('file:///south.xml', openIn('file:///south.xml', files['feb.xml']!, vocabulary));
      assert.notEqual(ask(), first);
    });

    it('are those of one supplier and product under all their names', () => {
      const aliases = { suppliers: { Northwind: ['NW Systems'] }, products: { Batch: ['Batch Server'] } };
      const configured = named.with({ aliases });
      const texts = {
        'a.xml': file('01-10', [patch('KB1', [product('Batch', 'Approved')])], { 'document-id': 'X' }),
        'b.xml': file('02-10', [patch('KB1', [product('Batch Server', 'Not Approved')])], {
          'document-id': 'X',
          supplier: 'NW Systems',
        }),
      };
      const index = new WorkspaceIndex();
      index.complete = true;
      for (const [name, text] of Object.entries(texts)) {
        index.opened(name, openPublication(`file:///${name}`, parse(text), configured));
      }
      const answers = index.others(null).suppliers(configured).about('Microsoft', 'KB1').of('batch server', '', '');
      assert.deepEqual(
        answers.map(({ supplier, file: from, state, approval }) => [supplier, from, state, approval?.file]),
        [['Northwind', 'b.xml', 'Not Approved', 'a.xml']],
      );
    });

    it('take all statements of a file into account that names too many versions', () => {
      const numbers = (prefix: string): string[] => Array.from({ length: 101 }, (_, index) => `${prefix}${index}`);
      const many = { 'product-version': numbers('v'), platform: numbers('p') };
      const text = file('01-10', [patch('KB1', [product('Batch', 'Approved', many), product('Batch', 'In Test')])]);
      const answers = indexOf({ 'file:///a.xml': text }, vocabulary).others(null).suppliers(named);
      const [answer] = answers.about('Microsoft', 'KB1').of('Batch', '', '');
      assert.equal(answer!.state, 'In Test');
    });
  });

  it(`files of the asset owner are no editions of a supplier's publication, ${vocabulary.title}`, () => {
    const { identity } = vocabulary.vocabulary;
    const text = publicationText(vocabulary, [], { 'document-id': 'NW', published: '2026-01-10T09:00:00Z' });
    const index = new WorkspaceIndex();
    index.complete = true;
    for (const [name, isOwner] of [
      ['supplier', false],
      ['owner', true],
    ] as const) {
      index.read(name, openPublication(`file:///${name}.xml`, parse(text), vocabulary.vocabulary, isOwner));
    }
    const before = (isOwner: boolean) => {
      const edition = {
        supplier: 'Northwind',
        documentId: 'NW',
        documentVersion: '',
        published: '2026-02-10T09:00:00Z',
      };
      const own = { ...edition, isOwner, patches: () => new Set<string>() };
      return index.others(null).editionsAround(own, identity).before?.uri;
    };
    assert.deepEqual([before(false), before(true)], ['file:///supplier.xml', 'file:///owner.xml']);
  });
}
