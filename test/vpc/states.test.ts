import assert from 'node:assert/strict';
import { mayFollow, nextStates, stateById } from '../../server/src/vpc/states';
import { STATE_IDS, type StateId } from '../../server/src/vpc/roles';
import { FIRST } from '../support/vocabularies';

const { profile } = FIRST;

/** The state model as a table: state -> states that may follow. */
const TRANSITIONS: Readonly<Record<StateId, string>> = {
  available: 'In Test, Not Applicable',
  'in-test': 'Not Approved, Not Applicable, Approved',
  'not-approved': 'In Test',
  'not-applicable': '',
  approved: 'Not Approved, Released, In Internal Test',
  released: 'In Internal Test',
  'in-internal-test': 'Not Authorized, Authorized',
  'not-authorized': 'In Internal Test',
  authorized: 'Effective',
  effective: 'Installed',
  installed: '',
};

describe('the state model', () => {
  for (const from of STATE_IDS) {
    it(`lets ${TRANSITIONS[from] || 'nothing'} follow ${stateById(profile, from)!.value}`, () => {
      const next = nextStates(profile, from);
      assert.equal(next.map(({ value }) => value).join(', '), TRANSITIONS[from]);
      for (const to of STATE_IDS) {
        assert.equal(mayFollow(profile, from, to), to === from || next.some(({ id }) => id === to));
      }
    });
  }

  it('gives the first six states to the supplier, the rest to the asset owner', () => {
    assert.deepEqual(
      profile.states.map(({ party }) => party),
      [...Array<string>(6).fill('supplier'), ...Array<string>(5).fill('asset-owner')],
    );
  });

  it('shows every state by a symbol of its own', () => {
    assert.equal(new Set(profile.states.map(({ symbol }) => symbol)).size, profile.states.length);
  });
});
