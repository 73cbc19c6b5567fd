/** The codes that may be named in a comment that suppresses problems. */
import { ruleById } from '../../vpc/rules/registry';
import { checked } from '../diagnostics';
import type { GovernedDocument } from '../document';
import type { Localize } from '../localize';
import { DOCUMENT_CODES, isSuppressible } from '../suppression/codes';
import { suppressionsIn } from '../suppression/comments';
import { SILENT, type CompletionItem } from './item';

/** The codes of what is wrong in the document first. None behind the colon, where the reason stands. */
export function suppressionItems(document: GovernedDocument, offset: number, localize: Localize): CompletionItem[] {
  const { tree } = document;
  const suppression = suppressionsIn(tree).find((candidate) => candidate.start < offset && offset < candidate.end);
  if (suppression === undefined || suppression.word.end >= offset) return [];
  if (tree.slice(suppression.word.end, offset).includes(':')) return [];
  const here = suppression.codes.find((named) => named.start <= offset && offset <= named.end);
  const named = new Set(suppression.codes.filter((other) => other !== here).map(({ code }) => code));
  const { problems, suppressed } = checked(document);
  const found = new Set([...problems, ...suppressed.map(({ problem }) => problem)].map(({ code }) => code));
  const codes = DOCUMENT_CODES.filter((code) => isSuppressible(code) && !named.has(code));
  return [...codes.filter((code) => found.has(code)), ...codes.filter((code) => !found.has(code))].map((code) => ({
    label: code,
    kind: 'value',
    detail: localize(ruleById(code)?.title ?? ''),
    documentation: SILENT,
    start: here?.start ?? offset,
    end: here?.end ?? offset,
    filterText: code,
    text: code,
    isSnippet: false,
    required: false,
  }));
}
