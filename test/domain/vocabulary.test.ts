import assert from 'node:assert/strict';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { NO_TABLES } from '../../server/src/domain/tables';
import { containerOf, Vocabulary } from '../../server/src/domain/vocabulary';
import { BOTH, FIRST, SECOND } from '../support/vocabularies';

for (const { title, vocabulary } of BOTH) {
  const { profile } = vocabulary;
  const path = (['publication', 'patch-vendor', 'patch', 'product'] as const).map(
    (container) => profile.containers[container].element,
  );

  describe(`Vocabulary, ${title}`, () => {
    it('finds the part of an element by its path', () => {
      const state = vocabulary.nameOf('product', 'state')!;
      assert.deepEqual(vocabulary.partAt([...path, state]), { within: 'product', role: 'state' });
      assert.equal(containerOf(vocabulary.partAt(path)!), 'product');
      assert.deepEqual(vocabulary.partAt(path.slice(0, 1)), { within: null, role: 'publication' });
    });

    it('finds no part under another root element, inside a value, or for an unknown name', () => {
      const state = vocabulary.nameOf('product', 'state')!;
      for (const other of [['other'], [...path, state, state], [...path, 'other'], path.slice(1), []]) {
        assert.equal(vocabulary.partAt(other), undefined);
      }
    });

    it('finds the rows of parts and of attributes', () => {
      const row = vocabulary.rowOf({ within: 'patch', role: 'severity' })!;
      assert.equal(row.name, vocabulary.nameOf('patch', 'severity'));
      assert.equal(row.within, profile.containers.patch.element);
      const list = vocabulary.attributeRow(row.type, vocabulary.attributeName('code-list')!)!;
      assert.equal(list.is, 'Identifies the code list that the value is from.');
      assert.equal(vocabulary.rowOf({ within: null, role: 'publication' })?.within, null);
    });

    it('finds states by their value in files', () => {
      assert.deepEqual(vocabulary.state('Not Approved'), {
        id: 'not-approved',
        value: 'Not Approved',
        party: 'supplier',
        symbol: '✕',
      });
      assert.equal(vocabulary.state('not approved'), undefined);
    });

    it('has the allowed values without tables too', () => {
      const bare = new Vocabulary(profile, NO_TABLES);
      const values = (of: Vocabulary) => of.valuesOf({ within: 'patch', role: 'severity' })?.map(({ value }) => value);
      assert.deepEqual(values(vocabulary), ['Critical', 'Important', 'Moderate', 'Low', 'None']);
      assert.deepEqual(values(bare), values(vocabulary));
      assert.equal(bare.valuesOf({ within: 'patch', role: 'title' }), undefined);
    });
  });
}

describe('the bundled vocabulary', () => {
  it('equals the files in schemas', () => {
    assert.deepEqual({ ...REFERENCE_VOCABULARY.profile, $schema: '' }, { ...FIRST.profile, $schema: '' });
    assert.deepEqual(REFERENCE_VOCABULARY.tables.elements, FIRST.tables.elements);
  });

  it('shares no container name with the second one', () => {
    const names = ({ profile }: Vocabulary) => Object.values(profile.containers).map(({ element }) => element);
    assert.deepEqual(
      names(SECOND.vocabulary).filter((name) => names(REFERENCE_VOCABULARY).includes(name)),
      [],
    );
  });
});
