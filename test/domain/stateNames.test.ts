import assert from 'node:assert/strict';
import { nearestStates, stateNamed } from '../../server/src/domain/stateNames';
import { Vocabulary } from '../../server/src/domain/vocabulary';
import { BOTH, FIRST } from '../support/vocabularies';

describe('names of states', () => {
  for (const { title, vocabulary } of BOTH) {
    const named = (text: string) => stateNamed(vocabulary, text)?.id ?? null;

    it(`are values, ids and synonyms in any case (${title})`, () => {
      assert.deepEqual(['Approved', ' in test', 'NOT-APPROVED', 'not_applicable', 'ok', 'N/A'].map(named), [
        'approved',
        'in-test',
        'not-approved',
        'not-applicable',
        'approved',
        'not-applicable',
      ]);
      assert.deepEqual(['', 'Appro', 'Not', 'tested'].map(named), [null, null, null, null]);
    });

    it(`are the German words (${title})`, () => {
      assert.deepEqual(
        ['Verfügbar', 'In Prüfung', 'Nicht freigegeben', 'Nicht zutreffend', 'Freigegeben', 'Herausgegeben'].map(named),
        ['available', 'in-test', 'not-approved', 'not-applicable', 'approved', 'released'],
      );
    });
  }

  it('are not read in files', () => {
    assert.equal(FIRST.vocabulary.state('Freigegeben'), undefined);
    assert.equal(FIRST.vocabulary.state('approved'), undefined);
  });

  it('are optional in a profile, and none of states that a configuration leaves out', () => {
    const { synonyms: _none, ...profile } = FIRST.profile;
    assert.equal(stateNamed(new Vocabulary(profile, FIRST.tables), 'Freigegeben'), null);
    const fewer = FIRST.vocabulary.with({ states: ['In Test'] });
    assert.deepEqual([stateNamed(fewer, 'OK'), stateNamed(fewer, 'in prüfung')?.value], [null, 'In Test']);
  });

  it('are offered by similarity, as they are written in files', () => {
    assert.deepEqual(nearestStates(FIRST.vocabulary, 'Freigeben'), ['Approved']);
    assert.equal(nearestStates(FIRST.vocabulary, 'zzzzzzzz').length, 11);
  });
});
