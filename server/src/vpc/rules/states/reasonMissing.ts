import { elementAt, insertion } from '../edits';
import { productExample } from '../examples';
import { edited, type FixEdit } from '../fixes';
import { NO_FINDINGS, onEntries, type Rule } from '../rule';

/** vpc/reason-missing: who forbids says why. */
export const reasonMissing: Rule = {
  id: 'vpc/reason-missing',
  title: 'A patch that is not approved comes with a reason',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    missing:
      '"{0}" stands here without a word why. Readers must leave a flaw open and cannot judge the risk: add a comment or a restriction.',
  },
  docs: {
    what: 'A product for which a patch is not approved must have a comment or a restriction.',
    why: 'Who does not install a security patch must protect the system in another way. For that they must know what goes wrong, and whether it will be mended.',
    todo: 'Say in a comment what goes wrong and what is planned, or in a restriction under which circumstances the patch may be installed.',
  },
  examples: {
    valid: [
      productExample('a comment says why', {
        state: 'Not Approved',
        'state-date': '2026-02-16T14:30:00Z',
        comment: 'The trend display stops after the update.',
      }),
    ],
    invalid: [productExample('no reason', { state: 'Not Approved', 'state-date': '2026-02-16T14:30:00Z' })],
  },
  ...onEntries('product', (product) => {
    const state = product.fact('state');
    if (state === undefined || product.vocabulary.state(state.value)?.id !== 'not-approved') return NO_FINDINGS;
    if (product.fact('comment') !== undefined || product.fact('restriction') !== undefined) return NO_FINDINGS;
    return [{ message: 'missing', args: [state.value], range: state.range }];
  }),
  fixes: (problem, document) => {
    const product = elementAt(document.tree, problem.start)?.parent;
    const edit = product ? insertion(document, product, 'product', 'comment', '') : null;
    return edit === null ? [] : [edited('Add a comment that says why', [], false, [withPlace(edit)])];
  },
};

/** The reason is for the person to write. An editor indents the lines of a snippet by itself. */
function withPlace(edit: FixEdit): FixEdit {
  return { ...edit, snippet: edit.text.replace(/^(\r\n|\r|\n)[ \t]*/, '$1').replace('></', '>$$1</') };
}
