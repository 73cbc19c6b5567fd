/** Holds what completion offers to the validator: each offer is taken, and what is wrong then that was not before is told. */
import { completion, type CompletionItem } from '../../server/src/service/completion';
import type { Clock } from '../../server/src/service/clock';
import { diagnostics } from '../../server/src/service/diagnostics';
import type { GovernedDocument } from '../../server/src/service/document';
import { english } from '../../server/src/service/localize';
import { parse } from '../../server/src/xml/parser';
import type { Problem } from '../../server/src/xml/problem';
import { reparse } from '../../server/src/xml/reparse';
import type { XmlTree } from '../../server/src/xml/tree';

/** What came of the offers at some places. */
export interface Tally {
  offers: number;
  /** What each bad offer made wrong. */
  readonly mistakes: string[];
}

/**
 * Takes each offer at an offset, placeholders as they stand.
 * @param governed the document that a tree is; a change in its root may change what governs it
 */
export function takeOffers(
  document: GovernedDocument,
  governed: (tree: XmlTree) => GovernedDocument,
  offset: number,
  clock: Clock,
  tally: Tally,
): void {
  const before = problemsOf(document);
  for (const snippets of [true, false]) {
    for (const item of completion(document, offset, { snippets, clock }, english).items) {
      tally.offers++;
      const after = governed(taken(document.tree, item));
      const added = [...problemsOf(after)].filter(([key, { count }]) => count > (before.get(key)?.count ?? 0));
      for (const [key, { problem }] of added) {
        if (isValueMissing(problem)) continue;
        const around = document.tree.slice(offset - 40, offset) + '|' + document.tree.slice(offset, offset + 20);
        tally.mistakes.push(`${item.label} at ${JSON.stringify(around)} gives ${key}`);
      }
    }
  }
}

/** No offer, but no failure either: for documents in which everything is wrong already. */
export function askOffers(document: GovernedDocument, offset: number, clock: Clock): number {
  const { items } = completion(document, offset, { snippets: true, clock }, english);
  for (const { start, end, documentation } of items) {
    documentation();
    if (start > end || start < 0 || end > document.tree.length) throw new Error(`${start}-${end} is no range`);
  }
  return items.length;
}

/** The tree after an item is taken. */
function taken(tree: XmlTree, item: CompletionItem): XmlTree {
  const text = item.isSnippet ? filledIn(item.text) : item.text;
  const edits = [{ start: item.start, end: item.end, text }, ...(item.edits ?? [])].sort((a, b) => b.start - a.start);
  return edits.reduce(reparse, tree);
}

/** A snippet with its places as they are proposed: of a choice the first. */
export function filledIn(snippet: string): string {
  return snippet.replace(
    /\\(.)|\$\d+|\$\{\d+\|((?:\\.|[^,|])*)(?:\\.|[^|])*\|\}|\$\{\d+:((?:\\.|[^}])*)\}/g,
    (_, escaped?: string, choice?: string, proposal?: string) =>
      escaped ?? (choice ?? proposal ?? '').replace(/\\(.)/g, '$1'),
  );
}

function problemsOf(document: GovernedDocument): Map<string, { problem: Problem; count: number }> {
  const problems = new Map<string, { problem: Problem; count: number }>();
  for (const problem of diagnostics(document)) {
    // Rules that warn ask for more, or for another thing elsewhere: taking an offer is one step of several.
    if (problem.code.startsWith('vpc/') && problem.severity !== 'error') continue;
    const key = `${problem.code} ${problem.args.join(' | ')}`;
    const known = problems.get(key);
    if (known === undefined) problems.set(key, { problem, count: 1 });
    else known.count++;
  }
  return problems;
}

/** Whether a problem only says that something has to be typed: a value, or an element that a wildcard leaves open. */
function isValueMissing({ code, args, message }: Problem): boolean {
  if (code === 'xsd/cvc-elt.4.2' || code.startsWith('xsd/cvc-identity-constraint')) return args.includes('');
  if (code.startsWith('xsd/cvc-')) return args[0] === '';
  return code.startsWith('vpc/') && (args[0] === '' || message.startsWith('A value is missing'));
}

/** A document's text without a random part: what is left of it while it is being edited. */
export function broken(tree: XmlTree, start: number, length: number): XmlTree {
  return parse(reparse(tree, { start, end: Math.min(start + length, tree.length), text: '' }).text());
}
