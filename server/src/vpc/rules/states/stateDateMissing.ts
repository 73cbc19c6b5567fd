import type { StateId } from '../../roles';
import { publicationOf } from '../../model';
import { elementAt, insertion } from '../edits';
import { edited } from '../fixes';
import { productExample } from '../examples';
import { NO_FINDINGS, onEntries, type Rule } from '../rule';

/** What testing said. */
const RESULTS: ReadonlySet<StateId> = new Set(['approved', 'not-approved', 'released']);

/** vpc/state-date-missing: a result says of when it is. */
export const stateDateMissing: Rule = {
  id: 'vpc/state-date-missing',
  title: 'A result says of when it is',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    missing:
      'Nothing says since when this is "{0}". Readers cannot tell whether the result is older than a revision of the patch: add the date.',
  },
  docs: {
    what: 'A product for which a patch is approved, not approved or released must have the date of that state.',
    why: 'A patch may be revised after it was tested. Only the date says whether the result is that of the current one.',
    todo: 'Add the date on which testing ended.',
  },
  examples: {
    valid: [
      productExample('a result with its date', { state: 'Approved', 'state-date': '2026-02-16T14:30:00Z' }),
      productExample('no result yet', { state: 'In Test' }),
    ],
    invalid: [productExample('a result without', { state: 'Approved' })],
  },
  ...onEntries('product', (product) => {
    const state = product.fact('state');
    const { vocabulary } = product;
    const id = state && vocabulary.state(state.value)?.id;
    if (state === undefined || id === undefined || !RESULTS.has(id)) return NO_FINDINGS;
    if (product.fact('state-date') !== undefined) return NO_FINDINGS;
    if (vocabulary.nameOf('product', 'state-date') === undefined) return NO_FINDINGS;
    return [{ message: 'missing', args: [state.value], range: state.range }];
  }),
  fixes: (problem, document) => {
    const published = publicationOf(document.tree, document.vocabulary)?.entry.value('published');
    const product = elementAt(document.tree, problem.start)?.parent;
    if (published === undefined || !product) return [];
    const edit = insertion(document, product, 'product', 'state-date', published);
    return edit === null ? [] : [edited('Add the date of publication: {0}', [published], false, [edit])];
  },
};
