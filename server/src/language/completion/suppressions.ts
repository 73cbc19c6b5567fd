/** Problem codes in suppression comments. */
import { ruleById } from '../../rules/registry';
import { checkDocument } from '../diagnostics';
import type { GovernedDocument } from '../../workspace/document';
import { DOCUMENT_CODES, isSuppressible } from '../../workspace/suppression/codes';
import { suppressionsIn } from '../../workspace/suppression/comments';
import { NO_DOCUMENTATION, type CompletionItem } from './item';
import type { Localize } from '../../xml/problem';

/** The codes that can be suppressed; those of problems in the document first. None after the colon, in the reason. */
export function suppressionItems(document: GovernedDocument, offset: number, localize: Localize): CompletionItem[] {
  const { tree } = document;
  const suppression = suppressionsIn(tree).find((candidate) => candidate.start < offset && offset < candidate.end);
  if (suppression === undefined || suppression.word.end >= offset) return [];
  if (tree.slice(suppression.word.end, offset).includes(':')) return [];
  const here = suppression.codes.find((named) => named.start <= offset && offset <= named.end);
  const named = new Set(suppression.codes.filter((other) => other !== here).map(({ code }) => code));
  const { problems, suppressed } = checkDocument(document);
  const found = new Set([...problems, ...suppressed.map(({ problem }) => problem)].map(({ code }) => code));
  const codes = DOCUMENT_CODES.filter((code) => isSuppressible(code) && !named.has(code));
  return [...codes.filter((code) => found.has(code)), ...codes.filter((code) => !found.has(code))].map((code) => ({
    label: code,
    kind: 'value',
    detail: localize(ruleById(code)?.title ?? ''),
    documentation: NO_DOCUMENTATION,
    start: here?.start ?? offset,
    end: here?.end ?? offset,
    filterText: code,
    text: code,
    isSnippet: false,
    required: false,
  }));
}
