/** Checks completion with the validator: accepts each offer and returns the problems that it causes. */
import { completion, type CompletionItem } from '../../server/src/language/completion/completion';
import type { Clock } from '../../server/src/domain/clock';
import { diagnostics } from '../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { parse } from '../../server/src/xml/parser';
import { type Problem, english } from '../../server/src/xml/problem';
import { reparse } from '../../server/src/xml/reparse';
import type { XmlTree } from '../../server/src/xml/tree';

/** The results of the offers at some offsets. */
export interface Tally {
  offers: number;
  /** The problems that each wrong offer causes. */
  readonly mistakes: string[];
}

/**
 * Accepts each offer at an offset, with the placeholders unchanged.
 * @param governed makes a document from a tree; its schema can depend on the root
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
    for (const item of sampled(completion(document, offset, { snippets, clock }, english).items)) {
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

/** Of a long list, more offers of a kind are alike: each costs two validations. */
const MAX_OF_A_KIND = 30;

function sampled(items: readonly CompletionItem[]): CompletionItem[] {
  const byKind = new Map<string, CompletionItem[]>();
  for (const item of items) byKind.set(item.kind, [...(byKind.get(item.kind) ?? []), item]);
  return [...byKind.values()].flatMap((all) => {
    const step = Math.max(1, all.length / MAX_OF_A_KIND);
    return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  });
}

/** Asks for offers without accepting them, for documents that are already broken: asking must not fail. */
export function askOffers(document: GovernedDocument, offset: number, clock: Clock): number {
  const { items } = completion(document, offset, { snippets: true, clock }, english);
  for (const { start, end, documentation } of items) {
    documentation();
    if (start > end || start < 0 || end > document.tree.length) throw new Error(`${start}-${end} is no range`);
  }
  return items.length;
}

/** The tree after an item is accepted. */
function taken(tree: XmlTree, item: CompletionItem): XmlTree {
  const text = item.isSnippet ? filledIn(item.text) : item.text;
  const edits = [{ start: item.start, end: item.end, text }, ...(item.edits ?? [])].sort((a, b) => b.start - a.start);
  return edits.reduce(reparse, tree);
}

/** A snippet with the default of each placeholder; of a choice, the first. */
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
    // Warnings of rules ask for further changes, so an accepted offer can cause them.
    if (problem.code.startsWith('vpc/') && problem.severity !== 'error') continue;
    const key = `${problem.code} ${problem.args.join(' | ')}`;
    const known = problems.get(key);
    if (known === undefined) problems.set(key, { problem, count: 1 });
    else known.count++;
  }
  return problems;
}

/** Whether a problem only requires typing: a value, or an element that a wildcard allows. */
function isValueMissing({ code, args, message }: Problem): boolean {
  if (code === 'xsd/cvc-elt.4.2' || code.startsWith('xsd/cvc-identity-constraint')) return args.includes('');
  // Only the wildcard is missing.
  if (code === 'xsd/cvc-complex-type.2.4.b' && args[0] === '"*"') return true;
  if (code.startsWith('xsd/cvc-')) return args[0] === '';
  return code.startsWith('vpc/') && (args[0] === '' || message.startsWith('Missing value'));
}

/** A document's text without a random part, as it can be while it is edited. */
export function broken(tree: XmlTree, start: number, length: number): XmlTree {
  return parse(reparse(tree, { start, end: Math.min(start + length, tree.length), text: '' }).text());
}
