import type { StateId } from '../../roles';
import { stateById } from '../../states';
import { replacement } from '../fixes';
import { productExample } from '../examples';
import { onValues, type Rule } from '../rule';

/** What a supplier may have meant. */
const SUPPLIERS: Readonly<Partial<Record<StateId, StateId>>> = {
  'in-internal-test': 'in-test',
  authorized: 'approved',
  'not-authorized': 'not-approved',
};

/** vpc/asset-owner-state: a supplier says what a supplier can know. */
export const assetOwnerState: Rule = {
  id: 'vpc/asset-owner-state',
  title: "A supplier's file has the supplier's states",
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    owner:
      '"{0}" is a state that an asset owner gives a patch at a site, and this is the file of a supplier: readers would take it for a decision of theirs. Use one of {1}.',
  },
  docs: {
    what: "The states in a file are those of the product supplier's part of the lifecycle. The states of the asset owner's part are for the asset owner's own records.",
    why: 'A supplier can approve a patch for a product; only who runs the site can authorize or install it there.',
    todo: "Use the supplier's state that was meant. If the file is an asset owner's own record, switch the rule off for it.",
  },
  examples: {
    valid: [productExample('a state of the supplier', { state: 'In Test' })],
    invalid: [productExample('a state of the asset owner', { state: 'Authorized' })],
  },
  ...onValues(['state'], function* (fact, { vocabulary }) {
    const { value } = fact;
    if (vocabulary.state(value)?.party !== 'asset-owner') return;
    const states = vocabulary.profile.states.filter(({ party }) => party === 'supplier').map((state) => state.value);
    yield { message: 'owner', args: [value, states.join(', ')], range: fact.range };
  }),
  fixes: (problem, { vocabulary }) => {
    const state = vocabulary.state(problem.args[0]!);
    const meant = state && SUPPLIERS[state.id];
    const word = meant && stateById(vocabulary.profile, meant)?.value;
    return word === undefined ? [] : [replacement(problem, word, false)];
  },
};
