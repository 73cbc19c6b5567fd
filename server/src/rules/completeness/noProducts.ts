import { indexedPatches } from '../derivedQuery';
import { vendorsIn } from '../digest';
import { patchExample, productExample } from '../examples';
import { patchIdRange } from '../references/resolve';
import type { RuleProblem, Rule } from '../rule';

/** One problem for the whole file: where one patch lists no products, many do. */
export const noProducts: Rule = {
  id: 'vpc/no-products',
  title: 'A patch lists at least one product',
  severity: 'info',
  provenance: 'P',
  preset: 'full',
  messages: {
    one: 'This patch lists no products, so it says nothing about compatibility. List the products it concerns, or remove it.',
    many: '{0} patches, including this one, list no products, so they say nothing about compatibility. List the products they concern, or remove them.',
  },
  docs: {
    what: 'A patch must list at least one product with its state. At most one problem is reported for each file.',
    why: 'The file is about whether a patch may be installed with a product. Without products it says no more than the patch vendor does.',
    todo: 'List the products that the patch concerns. `vpc import cvrf --products` adds them during the import.',
  },
  examples: {
    valid: [productExample('a product', {})],
    invalid: [patchExample('no product', {})],
  },
  scope: 'document',
  *check(publication): Generator<RuleProblem> {
    const vendors = vendorsIn(publication);
    if (vendors.every(({ empty }) => empty === 0)) return;
    const found = [...indexedPatches(vendors)].filter(
      ({ digest }) => digest.progress.products === 0 && digest.id !== '',
    );
    const [first] = found;
    if (first === undefined) return;
    const range = patchIdRange(publication, first.index);
    yield {
      message: found.length === 1 ? 'one' : 'many',
      args: found.length === 1 ? [] : [String(found.length)],
      range,
    };
  },
};
