import type { StateId } from '../../domain/roles';
import { stateById } from '../../domain/states';
import { replaceValue } from '../fixes';
import { productExample } from '../examples';
import { onValues, type Rule } from '../rule';

/** The supplier states that correspond to asset owner states. */
const SUPPLIER_STATES: Readonly<Partial<Record<StateId, StateId>>> = {
  'in-internal-test': 'in-test',
  authorized: 'approved',
  'not-authorized': 'not-approved',
};

export const assetOwnerState: Rule = {
  id: 'vpc/asset-owner-state',
  title: "A supplier's file contains only supplier states",
  party: 'supplier',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    owner:
      '"{0}" is an asset owner\'s state, but this is a supplier\'s file. Readers would take it for their own decision: use one of {1}.',
  },
  docs: {
    what: "A supplier's file must use only the states of the product supplier's part of the lifecycle. States of the asset owner's part belong in the asset owner's own files, which `owner` in `vpc.config.json` names; those are not checked.",
    why: 'A supplier approves a patch for a product; only the operator of a site can authorize or install it there.',
    todo: "Use the supplier state that was meant. If the file is an asset owner's own, add it to `owner` in `vpc.config.json`.",
  },
  examples: {
    valid: [
      productExample('a state of the supplier', { state: 'In Test' }),
      productExample(
        "a state of the asset owner in the asset owner's own file",
        { state: 'Authorized' },
        { isOwner: true },
      ),
    ],
    invalid: [productExample('a state of the asset owner', { state: 'Authorized' })],
  },
  ...onValues(['state'], function* (field, { vocabulary }) {
    const { value } = field;
    if (vocabulary.state(value)?.party !== 'asset-owner') return;
    const states = vocabulary.profile.states.filter(({ party }) => party === 'supplier').map((state) => state.value);
    yield { message: 'owner', args: [value, states.join(', ')], range: field.range };
  }),
  fixes: (problem, { vocabulary }) => {
    const state = vocabulary.state(problem.args[0]!);
    const id = state && SUPPLIER_STATES[state.id];
    const value = id && stateById(vocabulary.profile, id)?.value;
    return value === undefined ? [] : [replaceValue(problem, value, false)];
  },
};
