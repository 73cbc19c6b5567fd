import assert from 'node:assert/strict';
import {
  isWithdrawn,
  mayFollow,
  nextStates,
  skippedDecisions,
  stateById,
  stateTransition,
} from '../../server/src/domain/states';
import type { Profile } from '../../server/src/domain/profile';
import { STATE_IDS, type StateId } from '../../server/src/domain/roles';
import { FIRST } from '../support/vocabularies';

const { profile } = FIRST;

/** The state model as a table: state -> states that can follow. */
const TRANSITIONS: Readonly<Record<StateId, string>> = {
  available: 'In Test, Not Applicable',
  'in-test': 'Not Approved, Not Applicable, Approved',
  'not-approved': 'In Test',
  'not-applicable': '',
  approved: 'Not Approved, Released, In Internal Test',
  released: 'In Internal Test',
  'in-internal-test': 'Not Authorized, Authorized',
  'not-authorized': 'In Internal Test',
  authorized: 'Not Authorized, Effective',
  effective: 'Not Authorized, Installed',
  installed: 'Not Authorized',
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

  const EDITIONS: readonly (readonly [from: StateId, to: StateId, expected: string])[] = [
    ['approved', 'approved', 'step'],
    ['in-test', 'approved', 'step'],
    ['approved', 'not-approved', 'step, withdrawn'],
    ['available', 'approved', 'skips In Test'],
    ['available', 'released', 'skips In Test, Approved'],
    ['not-approved', 'approved', 'skips In Test'],
    ['not-authorized', 'installed', 'skips In Internal Test, Authorized, Effective'],
    ['approved', 'in-test', 'conceals Not Approved, withdrawn'],
    ['approved', 'not-applicable', 'conceals Not Approved, In Test, withdrawn'],
    ['approved', 'available', 'none, withdrawn'],
    ['not-applicable', 'in-test', 'none'],
    ['released', 'not-approved', 'none, withdrawn'],
    ['installed', 'not-authorized', 'step, withdrawn'],
    ['installed', 'effective', 'conceals Not Authorized, In Internal Test, Authorized'],
    ['installed', 'approved', 'none'],
  ];
  for (const [from, to, expected] of EDITIONS) {
    it(`classifies the transition from ${from} to ${to} between editions: ${expected}`, () => {
      const found = stateTransition(profile, from, to);
      const over = 'over' in found ? ` ${found.over.map(({ value }) => value).join(', ')}` : '';
      assert.equal(`${found.kind}${over}${isWithdrawn(profile, from, to) ? ', withdrawn' : ''}`, expected);
    });
  }

  const DECISIONS: readonly (readonly [from: StateId, to: StateId, skipped: string])[] = [
    ['in-internal-test', 'authorized', ''],
    ['in-internal-test', 'effective', 'Authorized'],
    ['in-internal-test', 'installed', 'Authorized'],
    ['not-authorized', 'authorized', 'In Internal Test'],
    ['not-authorized', 'installed', 'In Internal Test, Authorized'],
    ['authorized', 'installed', ''],
    ['approved', 'authorized', 'In Internal Test'],
    ['in-test', 'in-internal-test', ''],
    ['available', 'released', ''],
    ['installed', 'in-internal-test', ''],
    ['installed', 'approved', ''],
  ];
  for (const [from, to, skipped] of DECISIONS) {
    it(`finds the decisions that the asset owner skipped from ${from} to ${to}: ${skipped || 'none'}`, () => {
      const values = skippedDecisions(profile, from, to).map(({ value }) => value);
      assert.equal(values.join(', '), skipped);
    });
  }

  it('lets a profile of its own skip a decision by another way', () => {
    const transitions = { ...profile.transitions, 'in-internal-test': ['authorized', 'not-authorized', 'effective'] };
    assert.deepEqual(skippedDecisions({ ...profile, transitions } as Profile, 'in-internal-test', 'installed'), []);
  });

  it('assigns the first six states to the supplier, the others to the asset owner', () => {
    assert.deepEqual(
      profile.states.map(({ party }) => party),
      [...Array<string>(6).fill('supplier'), ...Array<string>(5).fill('asset-owner')],
    );
  });

  it('has a different symbol for every state', () => {
    assert.equal(new Set(profile.states.map(({ symbol }) => symbol)).size, profile.states.length);
  });
});
