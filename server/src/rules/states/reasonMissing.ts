import { elementAt, insertion } from '../edits';
import { productExample } from '../examples';
import { edited, type FixEdit } from '../fixes';
import { NO_PROBLEMS, onEntries, type Rule } from '../rule';

export const reasonMissing: Rule = {
  id: 'vpc/reason-missing',
  title: 'A patch that is not approved has a reason',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    missing:
      '"{0}" without a reason. Sites must leave a vulnerability open and cannot judge the risk: add a comment or a restriction.',
  },
  docs: {
    what: 'If a patch is not approved for a product, the product must have a comment or a restriction.',
    why: 'Sites that do not install a security patch must protect the system in another way. To do so, they must know what goes wrong and whether it will be fixed.',
    todo: 'Describe in a comment what goes wrong and what is planned, or in a restriction under which conditions the patch may be installed.',
  },
  examples: {
    valid: [
      productExample('a comment gives the reason', {
        state: 'Not Approved',
        'state-date': '2026-02-16T14:30:00Z',
        comment: 'The trend display stops after the update.',
      }),
    ],
    invalid: [productExample('no reason', { state: 'Not Approved', 'state-date': '2026-02-16T14:30:00Z' })],
  },
  ...onEntries('product', (product) => {
    const state = product.field('state');
    if (state === undefined || product.vocabulary.state(state.value)?.id !== 'not-approved') return NO_PROBLEMS;
    if (product.field('comment') !== undefined || product.field('restriction') !== undefined) return NO_PROBLEMS;
    return [{ message: 'missing', args: [state.value], range: state.range }];
  }),
  fixes: (problem, document) => {
    const product = elementAt(document.tree, problem.start)?.parent;
    const edit = product ? insertion(document, product, 'product', 'comment', '') : null;
    return edit === null ? [] : [edited('Add a comment with the reason', [], false, [withTabStop(edit)])];
  },
};

/** Adds a tab stop for the reason. Editors indent the lines of a snippet themselves. */
function withTabStop(edit: FixEdit): FixEdit {
  return { ...edit, snippet: edit.text.replace(/^(\r\n|\r|\n)[ \t]*/, '$1').replace('></', '>$$1</') };
}
