import { indexed } from '../conclusion';
import { vendorsIn } from '../digest';
import { patchExample, productExample } from '../examples';
import { patchIdRange } from '../references/lookup';
import type { Finding, Rule } from '../rule';

/** vpc/no-products: a patch speaks of a product. One finding a file. */
export const noProducts: Rule = {
  id: 'vpc/no-products',
  title: 'A patch lists at least one product',
  severity: 'info',
  provenance: 'P',
  preset: 'full',
  messages: {
    one: 'This patch lists no product, so that it tells readers nothing. List the products that it concerns, or remove it.',
    many: 'This patch lists no product, and neither do others: {0} in all. They tell readers nothing. List the products that they concern, or remove them.',
  },
  docs: {
    what: 'A patch must list at least one product with its state. There is one finding for a file.',
    why: 'The file is about whether a patch may be installed beside a product. Without a product it says no more than the patch vendor does.',
    todo: 'List the products that the patch concerns. `vpc import cvrf --products` does it while it imports.',
  },
  examples: {
    valid: [productExample('a product', {})],
    invalid: [patchExample('no product', {})],
  },
  scope: 'document',
  *check(publication): Generator<Finding> {
    const vendors = vendorsIn(publication);
    if (vendors.every(({ empty }) => empty === 0)) return;
    const found = [...indexed(vendors)].filter(({ digest }) => digest.progress.products === 0 && digest.id !== '');
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
