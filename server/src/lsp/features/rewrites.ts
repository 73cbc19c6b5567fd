/** Code actions that sort, surround and begin a file, for clients without commands of their own for that. */
import { CodeActionKind, LSPErrorCodes, ResponseError, type CodeActionContext } from 'vscode-languageserver';
import { formatClock } from '../../domain/clock';
import { dateFromName, parsePattern, supplierFromName } from '../../domain/fileName';
import type { LanguageService } from '../../language/languageService';
import type { FixEdit, GovernedDocument, Range, SortKey, SurroundOutcome, Task } from '../../language/types';
import { knownProducts } from '../../workspace/knownProducts';
import { contextAt } from '../../xml/context';
import { localName } from '../../xml/namespaces';
import { SORT } from '../capabilities';
import { clockNow } from '../runtime';
import type { Session } from '../session';

/** What an action does. */
export type Rewrite =
  | { readonly sort: SortKey; readonly descending: boolean }
  | { readonly surround: 'element' | 'comment' | 'cdata'; readonly range: Range }
  | { readonly begin: true };

/** A rewrite with the kind and title of its code action. */
export interface OfferedRewrite {
  readonly title: string;
  readonly kind: string;
  readonly rewrite: Rewrite;
}

/** The rewrites that are offered at a range. @param isWanted whether the client asks for a kind */
export function offeredRewrites(
  { service, localize }: Session,
  document: GovernedDocument,
  range: Range,
  context: CodeActionContext,
  isWanted: (kind: string) => boolean,
): OfferedRewrite[] {
  const offered: OfferedRewrite[] = [];
  const add = (kind: string, title: string, rewrite: Rewrite): void => void offered.push({ kind, title, rewrite });
  if (isWanted(CodeActionKind.RefactorRewrite)) {
    const kind = CodeActionKind.RefactorRewrite;
    if (document.vocabulary !== null && isEmpty(document))
      add(kind, localize('Insert a new VPC file'), { begin: true });
    if (range.start < range.end && !isDiagnosed(document, range, context)) {
      const titles = {
        element: localize('Surround with an element'),
        comment: localize('Surround with a comment'),
        cdata: localize('Surround with a CDATA section'),
      };
      for (const surround of ['element', 'comment', 'cdata'] as const) {
        // Tried first: clients send the word at the cursor as if it were selected.
        const outcome = surroundings(service, document, range)[surround]();
        if (!('refused' in outcome)) add(kind, titles[surround], { surround, range });
      }
    }
  }
  if (isWanted(SORT) && (Boolean(context.only) || isAtSortedTag(document, range.start))) {
    const sort = (title: string, by: SortKey, descending = false): void => add(SORT, title, { sort: by, descending });
    sort(localize('Sort patches by identifier'), 'patch-id');
    sort(localize('Sort patches by release date, newest first'), 'released', true);
    sort(localize('Sort patches by severity, highest first'), 'severity', true);
    sort(localize('Sort products by identifier and version'), 'product-id');
    sort(localize('Sort products by state'), 'state');
  }
  return offered;
}

/** Whether a range begins as a diagnostic does: some clients send its range, some one that is longer by one, for what is selected. */
function isDiagnosed({ tree }: GovernedDocument, { start }: Range, { diagnostics }: CodeActionContext): boolean {
  return (diagnostics ?? []).some(({ range }) => tree.offsetAt(range.start) === start);
}

function isEmpty({ tree }: GovernedDocument): boolean {
  return tree.length < 1_000 && tree.text().trim() === '';
}

/** Whether what is at the cursor, or selected, begins with the tag of an entry that has siblings, or contains such. */
function isAtSortedTag({ tree, vocabulary }: GovernedDocument, start: number): boolean {
  if (vocabulary === null) return false;
  // A block cursor can be on the "<" itself.
  const at = contextAt(tree, tree.slice(start, start + 1) === '<' ? start + 1 : start);
  if (at.kind !== 'tagName') return false;
  const names = [
    vocabulary.nameOf('publication', 'patch-vendor'),
    vocabulary.nameOf('patch-vendor', 'patch'),
    vocabulary.nameOf('patch', 'product'),
  ];
  return names.includes(localName(tree.slice(at.start, at.end)));
}

/** The edits of a rewrite. @throws {ResponseError} with the reason for the user where there are none */
export function* rewriteEdits(
  session: Session,
  document: GovernedDocument,
  rewrite: Rewrite,
): Task<readonly FixEdit[]> {
  const { service, localize } = session;
  if ('begin' in rewrite) return beginning(session, document);
  const refuse = (message: string, args: readonly string[] = []): never => {
    throw new ResponseError(LSPErrorCodes.RequestFailed, localize(message, ...args));
  };
  if ('sort' in rewrite) {
    const { sort, descending } = rewrite;
    const outcome = yield* service.sortEntries(document, sort, { descending, offset: null });
    if ('refused' in outcome) return refuse(outcome.refused, outcome.args);
    return outcome.moved === 0 ? refuse('Already in that order.') : outcome.edits;
  }
  const { surround, range } = rewrite;
  const outcome = surroundings(service, document, range)[surround]();
  return 'refused' in outcome ? refuse(outcome.refused, outcome.args) : outcome.edits;
}

type Surroundings = Readonly<Record<Extract<Rewrite, { range: Range }>['surround'], () => SurroundOutcome>>;

function surroundings(service: LanguageService, document: GovernedDocument, range: Range): Surroundings {
  return {
    element: () => service.surroundWithElement(document, range),
    comment: () => service.surroundWithComment(document, range),
    cdata: () => service.surroundWithCData(document, range),
  };
}

/** A new file in an empty document: with supplier and date of its name, else of the workspace and of the day. */
function beginning({ service, abilities }: Session, document: GovernedDocument): FixEdit[] {
  const { tree, schema, fileName, otherPublications } = document;
  const vocabulary = document.vocabulary!;
  const { supplier, date } = named(fileName, vocabulary.profile.fileName.pattern);
  const known = knownProducts(otherPublications?.files ?? []).suppliers[0];
  const options = { supplier: supplier ?? known ?? '', date: date ?? today(), products: [], vocabulary, schema };
  const { text } = service.newFile({ ...options, snippets: false });
  const edit = { start: 0, end: tree.length, text };
  return [abilities.snippetEdits ? { ...edit, snippet: service.newFile({ ...options, snippets: true }).text } : edit];
}

function named(fileName: string | null, written: string): { supplier?: string; date?: string } {
  const pattern = fileName === null ? null : parsePattern(written);
  if (fileName === null || pattern === null) return {};
  const supplier = supplierFromName(pattern, fileName);
  const date = dateFromName(pattern, fileName, '')?.slice(0, 'yyyy-mm-dd'.length);
  return { ...(supplier !== null && { supplier }), ...(date !== undefined && { date }) };
}

/** The day at the server, `yyyy-MM-dd`. */
export function today(): string {
  return formatClock(clockNow(), 'date');
}
