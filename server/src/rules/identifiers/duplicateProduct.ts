import type { Entry, PlacedEntry } from '../../domain/model';
import { shiftedRange, type Range } from '../../domain/field';
import { combinationsOf, MAX_COMBINATIONS, statementKeys } from '../../domain/identifiers/keys';
import { productsIn, type ProductRecord } from '../../domain/identifiers/records';
import type { XmlTree } from '../../xml/tree';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productDraft } from '../examples';
import { analyseNames, isTooMany } from '../patchNames';
import { NO_PROBLEMS, onEntries, type RuleProblem, type Rule } from '../rule';

export const duplicateProduct: Rule = {
  id: 'vpc/duplicate-product',
  title: 'A patch has one statement for each product, version and platform',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    duplicate:
      'Duplicate statement for {0}. Readers cannot tell which one applies: keep one, or correct the product, version or platform.',
    spelled:
      'Duplicate statement for {0}: it is the same as {1}. Readers cannot tell which one applies: keep one, or correct the product, version or platform.',
    first: 'The first occurrence is here.',
    tooMany:
      'This statement is for {0} combinations of version and platform, more than {1}: it is not compared with others, and a matrix does not show the file. Divide it.',
  },
  docs: {
    what: 'No two products of one patch may have the same identifier, version and platform, in any spelling: case does not count, nor does punctuation in the identifier. A product with several versions or platforms counts once for each combination; one with more than 10,000 combinations is not compared and reported.',
    why: 'Readers look up the statement on their product. If there are two, they see only one, which may be the wrong one.',
    todo: 'Keep the statement that applies, or correct the product, version or platform of the other one.',
  },
  examples: {
    valid: [
      patchExample('the same product in two versions', {
        product: [productDraft({ 'product-version': '8.1' }), productDraft({ 'product-version': '8.2' })],
      }),
    ],
    invalid: [
      patchExample('a version in two statements', {
        product: [
          productDraft({ 'product-version': ['8.1', '8.2'] }),
          productDraft({ 'product-version': '8.2', state: 'Available' }),
        ],
      }),
    ],
  },
  ...onEntries('patch', (patch) => {
    const { hasDuplicateProduct, hasTooMany } = analyseNames(patch);
    return hasDuplicateProduct || hasTooMany ? duplicates(patch) : NO_PROBLEMS;
  }),
  fixes: (problem, { tree }) => {
    const [first, second] = [problem.related?.[0]?.start, problem.start].map((at) => productAt(tree, at ?? -1));
    if (!first || !second) return [];
    // Preferred only where both are the same, so that nothing is lost.
    const isCopy = plain(textOf(tree, first)) === plain(textOf(tree, second));
    return [edited('Remove this statement', [], isCopy, [removal(tree, second)])];
  },
};

function* duplicates(patch: Entry<'patch'>): Generator<RuleProblem> {
  const first = new Map<string, { readonly product: PlacedEntry<'product'>; readonly label: string }>();
  const all = productsIn(patch.origin);
  for (const [index, product] of patch.entries('product').entries()) {
    const record = all[index]!;
    if (isTooMany(record)) yield tooMany(record, product);
    if (record.id === '') continue;
    let reported = false;
    for (const { key, label } of statementKeys(record, patch.vocabulary.identity)) {
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, { product, label });
      else if (earlier.product !== product && !reported) {
        reported = true;
        const isSpelledSame = label === earlier.label;
        yield {
          message: isSpelledSame ? 'duplicate' : 'spelled',
          args: isSpelledSame ? [label] : [label, earlier.label],
          range: idRange(product),
          related: [{ message: 'first', args: [], range: idRange(earlier.product) }],
        };
      }
    }
  }
}

function tooMany({ versions, platforms }: ProductRecord, { entry, at }: PlacedEntry<'product'>): RuleProblem {
  const args = [String(combinationsOf(versions.length, platforms.length)), String(MAX_COMBINATIONS)];
  const field = entry.field('product-id') ?? entry.field('product-version') ?? entry.field('platform')!;
  return { message: 'tooMany', args, range: shiftedRange(field.range, at) };
}

function idRange({ entry, at }: PlacedEntry<'product'>): Range {
  return shiftedRange(entry.field('product-id')!.range, at);
}

function productAt(tree: XmlTree, offset: number): ReturnType<typeof elementAt> {
  return offset < 0 ? null : (elementAt(tree, offset)?.parent ?? null);
}

function textOf(tree: XmlTree, { offset, node }: NonNullable<ReturnType<typeof elementAt>>): string {
  return tree.slice(offset, offset + node.width);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}
