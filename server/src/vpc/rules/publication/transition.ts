import { shiftedRange, type Range } from '../../fact';
import { productFacts, type ProductFacts } from '../../identifiers/facts';
import type { Entry } from '../../model';
import { canReach } from '../../states';
import { patchAt, vendorsIn, type PatchDigest } from '../digest';
import { indexed } from '../conclusion';
import { earlierEdition, productDraft, vendorExample } from '../examples';
import type { Finding, PreviousEdition, Rule } from '../rule';

/** vpc/transition: states follow each other as the state model has it. */
export const transition: Rule = {
  id: 'vpc/transition',
  title: 'A state follows the one of the edition before as the state model has it',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    impossible:
      'In the edition before ({0}) this was "{1}" (for {2}), and from there no way leads to "{3}" in the state model. Readers cannot tell which edition is wrong: correct the state, or say in a comment what happened.',
  },
  docs: {
    what: "A product's state must be one that the state model of the profile can lead to from its state in the edition before, in one step or several: between two editions a patch may have passed several states. Without the file of that one at hand nothing is said.",
    why: 'A patch that was approved cannot become untested. Mostly a line was copied or a product was mistaken for another.',
    todo: 'Correct the state. The states that may follow each other are listed by `vpc profile` and shown when you point at a state.',
  },
  examples: {
    valid: [
      vendorExample('in test, then approved', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'In Test' })] }]),
      }),
      vendorExample('available, then approved: it was in test between', [{ product: [productDraft(approved())] }], {
        previous: earlierEdition({}, [{ product: [productDraft({ state: 'Available' })] }]),
      }),
    ],
    invalid: [
      vendorExample('approved, then available', [{ product: [productDraft({ state: 'Available' })] }], {
        previous: earlierEdition({}, [{ product: [productDraft(approved())] }]),
      }),
    ],
  },
  scope: 'document',
  *check(publication, { previous }): Generator<Finding> {
    if (previous === undefined) return;
    const vendors = vendorsIn(publication);
    for (const { digest, index } of indexed(vendors)) {
      if (digest.id === '' || digest.progress.products === 0) continue;
      const before = productsBefore(previous, vendors[index.vendor]!.id, digest);
      if (before.length === 0) continue;
      const { entry, at } = patchAt(publication, index);
      for (const finding of changes(entry, before, previous.name)) {
        yield { ...finding, range: shiftedRange(finding.range, at) };
      }
    }
  },
};

function approved() {
  return { state: 'Approved', 'state-date': '2026-02-16T14:30:00Z' };
}

const remembered = new WeakMap<PreviousEdition, WeakMap<PatchDigest, readonly ProductFacts[]>>();

function productsBefore(previous: PreviousEdition, vendor: string, patch: PatchDigest): readonly ProductFacts[] {
  let known = remembered.get(previous);
  if (known === undefined) remembered.set(previous, (known = new WeakMap()));
  let products = known.get(patch);
  if (products === undefined) known.set(patch, (products = previous.products(vendor, patch.id)));
  return products;
}

/** What changed in a way that the model does not have; ranges count from the patch's start. */
function* changes(patch: Entry<'patch'>, before: readonly ProductFacts[], name: string): Generator<Finding> {
  const { vocabulary } = patch;
  const states = new Map<string, string>();
  for (const product of before) for (const key of keysOf(product)) states.set(key, product.state);
  for (const { entry, at } of patch.entries('product')) {
    const facts = productFacts(entry);
    const to = vocabulary.state(facts.state);
    if (to === undefined) continue;
    for (const key of keysOf(facts)) {
      const from = vocabulary.state(states.get(key) ?? '');
      if (from === undefined || canReach(vocabulary.profile, from.id, to.id)) continue;
      const range: Range = shiftedRange(entry.fact('state')!.range, at);
      const words = key
        .split('\n')
        .filter((word) => word !== '')
        .join(', ');
      yield { message: 'impossible', args: [name, from.value, words, to.value], range };
      break;
    }
  }
}

/** Every version on every platform that a result holds for. */
function keysOf({ id, versions, platforms }: ProductFacts): string[] {
  return (versions.length === 0 ? [''] : versions).flatMap((version) =>
    (platforms.length === 0 ? [''] : platforms).map((platform) => [id, version, platform].join('\n')),
  );
}
