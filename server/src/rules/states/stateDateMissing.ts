import { startOfDay } from '../../domain/dateTime';
import type { StateId } from '../../domain/roles';
import { publicationOf } from '../../domain/model';
import { elementAt, insertion } from '../edits';
import { edited, type Fix } from '../fixes';
import { productExample } from '../examples';
import { NO_PROBLEMS, onEntries, type Rule } from '../rule';

/** States that are results of testing. */
const RESULTS: ReadonlySet<StateId> = new Set(['approved', 'not-approved', 'released']);

export const stateDateMissing: Rule = {
  id: 'vpc/state-date-missing',
  title: 'A test result has a date',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    missing:
      'State "{0}" without a date. Readers cannot tell whether the patch was revised after testing: add the date.',
  },
  docs: {
    what: 'If a patch is approved, not approved or released for a product, the state must have a date.',
    why: 'A patch may be revised after it was tested. Only the date shows whether the result applies to the current revision.',
    todo: 'Add the date on which testing ended.',
  },
  examples: {
    valid: [
      productExample('a state with its date', { state: 'Approved', 'state-date': '2026-02-16T14:30:00Z' }),
      productExample('no test result yet', { state: 'In Test' }),
    ],
    invalid: [productExample('a state without a date', { state: 'Approved' })],
  },
  ...onEntries('product', (product) => {
    const state = product.field('state');
    const { vocabulary } = product;
    const id = state && vocabulary.state(state.value)?.id;
    if (state === undefined || id === undefined || !RESULTS.has(id)) return NO_PROBLEMS;
    if (product.field('state-date') !== undefined) return NO_PROBLEMS;
    if (vocabulary.nameOf('product', 'state-date') === undefined) return NO_PROBLEMS;
    return [{ message: 'missing', args: [state.value], range: state.range }];
  }),
  fixes: (problem, document) => {
    const published = publicationOf(document.tree, document.vocabulary)?.entry.value('published');
    const product = elementAt(document.tree, problem.start)?.parent;
    if (!product) return [];
    const add = (title: string, value: string): Fix[] => {
      const edit = insertion(document, product, 'product', 'state-date', value);
      return edit === null ? [] : [edited(title, [value], false, [edit])];
    };
    return [
      ...(document.now === undefined ? [] : add('Add the date of today: {0}', startOfDay(document.now))),
      ...(published === undefined ? [] : add('Add the publication date: {0}', published)),
    ];
  },
};
