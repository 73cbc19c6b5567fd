import { isPlacedElement, placedChildren, type Placed } from '../../xml/locate';
import { localName } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import type { Problem } from '../../xml/problem';
import { DerivedQuery } from '../derivedQuery';
import { vendorsIn, type PatchIndex } from '../digest';
import { elementAt, indentOf, removal } from '../edits';
import { productDraft, vendorExample } from '../examples';
import { edited, type Fix } from '../fixes';
import { lookupIn, patchIdRange } from '../references/resolve';
import type { RuleProblem, Rule, RuleDocument } from '../rule';

export const duplicatePatch: Rule = {
  id: 'vpc/duplicate-patch',
  title: 'A patch is listed once for each patch vendor',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    duplicate:
      'Duplicate patch "{0}". Readers cannot tell which one applies: move all its products into one, or correct the identifier.',
    spelled:
      'Duplicate patch "{0}": it is the same as "{1}". Readers cannot tell which one applies: move all its products into one, or correct the identifier.',
    first: 'The first occurrence is here.',
  },
  docs: {
    what: 'No two patches of one patch vendor may have the same identifier, in any spelling: case and punctuation do not count, nor does `KB` before a number of Microsoft.',
    why: 'Readers and tools look a patch up by its identifier. If it is listed twice, they see the statements of only one.',
    todo: 'Move the products of the second patch to the first and delete the second, or correct its identifier.',
  },
  examples: {
    valid: [vendorExample('two patches', [{ 'patch-id': 'KB5075906' }, { 'patch-id': 'KB5075904' }])],
    invalid: [
      vendorExample('a duplicate patch', [{ 'patch-id': 'KB5075906' }, { 'patch-id': 'KB5075906' }]),
      vendorExample('statements in two places', [
        { 'patch-id': 'KB5075906', product: [productDraft({})] },
        { 'patch-id': 'KB5075906', product: [productDraft({ 'product-id': 'Northwind Panel' })] },
      ]),
      vendorExample('another spelling', [{ 'patch-id': 'KB5075906' }, { 'patch-id': '5075906' }]),
    ],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    const vendors = vendorsIn(publication);
    for (const { id, first, again } of duplicates.get(vendors)) {
      const firstId = lookupIn(vendors).digest(first).id;
      yield {
        ...(id === firstId ? { message: 'duplicate', args: [id] } : { message: 'spelled', args: [id, firstId] }),
        range: patchIdRange(publication, again),
        related: [{ message: 'first', args: [], range: patchIdRange(publication, first) }],
      };
    }
  },
  fixes: (problem, document) => merged(problem, document),
};

/** Merges the two patches: removes the second one where it is a copy, otherwise moves its products to the first one. */
function merged(problem: Problem, { tree, vocabulary }: RuleDocument): Fix[] {
  const [again, first] = [problem.start, problem.related?.[0]?.start ?? -1].map((at) => elementAt(tree, at)?.parent);
  if (!again || !first) return [];
  const rest = removal(tree, again);
  const text = ({ offset, node }: Placed<ElementNode>): string => tree.slice(offset, offset + node.width);
  if (text(again) === text(first)) return [edited('Remove this copy of the first patch', [], true, [rest])];
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
  return [edited('Move its products to the first patch, and remove this one', [], false, [move, rest])];
}

interface Duplicate {
  readonly id: string;
  readonly first: PatchIndex;
  readonly again: PatchIndex;
}

const duplicates = new DerivedQuery<readonly Duplicate[]>(
  (a, b) => a.id === b.id,
  (vendors) =>
    vendors.flatMap(({ patches }, vendor) => {
      const lookup = lookupIn(vendors);
      if (lookup.isUnique(vendor)) return [];
      const found: Duplicate[] = [];
      const first = new Map<string, number>();
      for (let patch = 0; patch < patches.length; patch++) {
        const { id } = patches[patch]!;
        if (id === '') continue;
        const key = lookup.key(vendor, id);
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, patch);
        else found.push({ id, first: { vendor, patch: earlier }, again: { vendor, patch } });
      }
      return found;
    }),
);
