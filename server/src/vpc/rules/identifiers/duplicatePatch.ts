import { isPlacedElement, placedChildren, type Placed } from '../../../xml/locate';
import { localName } from '../../../xml/namespaces';
import type { ElementNode } from '../../../xml/nodes';
import type { Problem } from '../../../xml/problem';
import { Conclusion } from '../conclusion';
import { vendorsIn, type PatchIndex } from '../digest';
import { elementAt, indentOf, removal } from '../edits';
import { productDraft, vendorExample } from '../examples';
import { edited, type Fix } from '../fixes';
import { lookupIn, patchIdRange } from '../references/lookup';
import type { Finding, Rule, RuleDocument } from '../rule';

/** vpc/duplicate-patch: a patch stands once under its vendor. */
export const duplicatePatch: Rule = {
  id: 'vpc/duplicate-patch',
  title: 'A patch stands once under its vendor',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    duplicate:
      'The patch "{0}" stands more than once under this vendor, and readers cannot tell which one holds. Put all its products under one, or correct the identifier.',
    first: 'Here it stands first.',
  },
  docs: {
    what: 'No two patches of one patch vendor may have the same identifier.',
    why: 'Readers and tools look a patch up by its identifier. Where it stands twice, they see the results of one of the two only.',
    todo: 'Move the products of the second one under the first one and delete it, or correct its identifier.',
  },
  examples: {
    valid: [vendorExample('two patches', [{ 'patch-id': 'KB5075906' }, { 'patch-id': 'KB5075904' }])],
    invalid: [
      vendorExample('a patch twice', [{ 'patch-id': 'KB5075906' }, { 'patch-id': 'KB5075906' }]),
      vendorExample('its results in two places', [
        { 'patch-id': 'KB5075906', product: [productDraft({})] },
        { 'patch-id': 'KB5075906', product: [productDraft({ 'product-id': 'Northwind Panel' })] },
      ]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    for (const { id, first, again } of duplicates.from(vendorsIn(publication))) {
      yield {
        message: 'duplicate',
        args: [id],
        range: patchIdRange(publication, again),
        related: [{ message: 'first', args: [], range: patchIdRange(publication, first) }],
      };
    }
  },
  fixes: (problem, document) => merged(problem, document),
};

/** What makes one patch of two: the second one is removed where it is a copy, else its products move to the first one. */
function merged(problem: Problem, { tree, vocabulary }: RuleDocument): Fix[] {
  const [again, first] = [problem.start, problem.related?.[0]?.start ?? -1].map((at) => elementAt(tree, at)?.parent);
  if (!again || !first) return [];
  const rest = removal(tree, again);
  const text = ({ offset, node }: Placed<ElementNode>): string => tree.slice(offset, offset + node.width);
  if (text(again) === text(first)) return [edited('Remove it: it is a copy of the first one', [], true, [rest])];
  const name = vocabulary.nameOf('patch', 'product');
  const productsOf = (patch: Placed<ElementNode>): Placed<ElementNode>[] =>
    [...placedChildren(patch)].filter(isPlacedElement).filter(({ node }) => localName(node.name) === name);
  const [moving, staying] = [productsOf(again), productsOf(first)];
  const last = staying.at(-1);
  if (moving.length === 0 || last === undefined) return [];
  const from = moving[0]!.offset;
  const to = moving.at(-1)!.offset + moving.at(-1)!.node.width;
  const at = last.offset + last.node.width;
  const move = { start: at, end: at, text: indentOf(tree, last.offset) + tree.slice(from, to) };
  return [edited('Move its products to the first one, and remove the rest', [], false, [move, rest])];
}

interface Duplicate {
  readonly id: string;
  readonly first: PatchIndex;
  readonly again: PatchIndex;
}

const duplicates = new Conclusion<readonly Duplicate[]>(
  (a, b) => a.id === b.id,
  (vendors) =>
    vendors.flatMap(({ patches }, vendor) => {
      if (lookupIn(vendors).isUnique(vendor)) return [];
      const found: Duplicate[] = [];
      const first = new Map<string, number>();
      for (let patch = 0; patch < patches.length; patch++) {
        const { id } = patches[patch]!;
        const earlier = first.get(id);
        if (earlier === undefined) first.set(id, patch);
        else if (id !== '') found.push({ id, first: { vendor, patch: earlier }, again: { vendor, patch } });
      }
      return found;
    }),
);
