import type { Entry, PlacedEntry } from '../../model';
import { shiftedRange, type Range } from '../../fact';
import { productsIn } from '../../identifiers/facts';
import type { XmlTree } from '../../../xml/tree';
import { edited } from '../fixes';
import { elementAt, removal } from '../edits';
import { patchExample, productDraft } from '../examples';
import { keysOf, namingOf } from '../naming';
import { NO_FINDINGS, onEntries, type Finding, type Rule } from '../rule';

/** vpc/duplicate-product: a patch has one result for a product in a version on a platform. */
export const duplicateProduct: Rule = {
  id: 'vpc/duplicate-product',
  title: 'A patch has one result for each product, version and platform',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    duplicate:
      'The result for {0} stands here a second time, and readers cannot tell which one holds. Keep one of them, or correct product, version or platform.',
    first: 'Here it stands first.',
  },
  docs: {
    what: 'No two products of one patch may have the same identifier, version and platform. A product with several versions or platforms counts for each pair of them.',
    why: 'Readers look up what holds for their product. Where two results stand, they see one of them only, and it may be the wrong one.',
    todo: 'Keep the result that holds, or correct the product, the version or the platform of the other one.',
  },
  examples: {
    valid: [
      patchExample('the same product in two versions', {
        product: [productDraft({ 'product-version': '8.1' }), productDraft({ 'product-version': '8.2' })],
      }),
    ],
    invalid: [
      patchExample('a version that stands in two results', {
        product: [
          productDraft({ 'product-version': ['8.1', '8.2'] }),
          productDraft({ 'product-version': '8.2', state: 'Available' }),
        ],
      }),
    ],
  },
  ...onEntries('patch', (patch) => (namingOf(patch).repeats ? duplicates(patch) : NO_FINDINGS)),
  fixes: (problem, { tree }) => {
    const [first, second] = [problem.related?.[0]?.start, problem.start].map((at) => resultAt(tree, at ?? -1));
    if (!first || !second) return [];
    // Nothing is lost only where both say the same.
    const isCopy = plain(textOf(tree, first)) === plain(textOf(tree, second));
    return [edited('Remove this result', [], isCopy, [removal(tree, second)])];
  },
};

function* duplicates(patch: Entry<'patch'>): Generator<Finding> {
  const first = new Map<string, PlacedEntry<'product'>>();
  const all = productsIn(patch.origin);
  for (const [index, product] of patch.entries('product').entries()) {
    const facts = all[index]!;
    if (facts.id === '') continue;
    let reported = false;
    for (const [key, words] of keysOf(facts)) {
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, product);
      else if (earlier !== product && !reported) {
        reported = true;
        yield {
          message: 'duplicate',
          args: [words],
          range: idRange(product),
          related: [{ message: 'first', args: [], range: idRange(earlier) }],
        };
      }
    }
  }
}

function idRange({ entry, at }: PlacedEntry<'product'>): Range {
  return shiftedRange(entry.fact('product-id')!.range, at);
}

function resultAt(tree: XmlTree, offset: number): ReturnType<typeof elementAt> {
  return offset < 0 ? null : (elementAt(tree, offset)?.parent ?? null);
}

function textOf(tree: XmlTree, { offset, node }: NonNullable<ReturnType<typeof elementAt>>): string {
  return tree.slice(offset, offset + node.width);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}
