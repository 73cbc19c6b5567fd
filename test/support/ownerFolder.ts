/** A folder of an asset owner: files of two suppliers, and the owner's own ones, which name one of the suppliers. */
import type { Draft } from '../../server/src/domain/publicationText';
import type { StateId } from '../../server/src/domain/roles';
import { publicationText } from './publications';
import { FIRST, type TestVocabulary } from './vocabularies';

/** A product and its state; each has one version. */
export type Stated = readonly [product: string, state: StateId];

/** The text of an edition of a day in 2026. By patch: what it says. */
export function ownerEdition(
  vocabulary: TestVocabulary,
  day: string,
  said: Readonly<Record<string, readonly Stated[]>>,
  more: Draft<'publication'> = {},
): string {
  const word = (id: StateId): string => vocabulary.profile.states.find((state) => state.id === id)!.value;
  const patches = Object.entries(said).map(([id, products]): Draft<'patch'> => {
    return {
      'patch-id': id,
      title: `Update ${id}`,
      released: '2026-01-02T08:00:00Z',
      product: products.map(([product, state]) => ({
        'product-id': product,
        'product-version': ['5'],
        state: word(state),
        'state-date': `2026-${day}T08:00:00Z`,
        comment: 'As tested.',
      })),
    };
  });
  return publicationText(vocabulary, patches, {
    supplier: 'Northwind',
    'document-id': 'NW-1',
    published: `2026-${day}T09:00:00Z`,
    ...more,
  });
}

/** The names of its files. */
export const OWNED = 'plant/mine_VPC_now.xml';
export const OWNED_BEFORE = 'plant/mine_VPC_before.xml';
export const SUPPLIED_BEFORE = 'received/northwind_VPC_feb.xml';
export const SUPPLIED = 'received/northwind_VPC_mar.xml';

/** The files by name; `owner`: the globs of the configuration. */
export function ownerFolder(vocabulary: TestVocabulary, owner: readonly string[] = ['plant/**']) {
  const edition = (...args: [string, Readonly<Record<string, readonly Stated[]>>, Draft<'publication'>?]): string =>
    ownerEdition(vocabulary, ...args);
  // The owner has started from the supplier's file: its supplier and identifier are still there.
  const own = { description: 'Our decisions' };
  return {
    'vpc.config.json': JSON.stringify({
      owner,
      rules: { 'vpc/filename': 'off' },
      ...(vocabulary !== FIRST && { schema: 'own/schema.xsd', profile: 'own/profile.json' }),
    }),
    'own/schema.xsd': vocabulary.schemaText,
    'own/profile.json': JSON.stringify(vocabulary.profile),
    [SUPPLIED_BEFORE]: edition('02-10', { KB1: [['Batch', 'approved']], KB2: [['Batch', 'in-test']] }),
    [SUPPLIED]: edition('03-10', {
      KB1: [['Batch', 'not-approved']],
      KB2: [['Batch', 'in-test']],
      KB3: [['Batch', 'approved']],
    }),
    'received/southwind_VPC_mar.xml': edition(
      '03-01',
      { KB3: [['Historian', 'approved']] },
      { supplier: 'Southwind', 'document-id': 'SW-1' },
    ),
    [OWNED_BEFORE]: edition('02-20', { KB1: [['Batch', 'authorized']], KB3: [['Batch', 'in-internal-test']] }, own),
    [OWNED]: edition(
      '03-20',
      {
        KB1: [['Batch', 'installed']],
        KB2: [
          ['Batch', 'in-internal-test'],
          ['Historian', 'authorized'],
        ],
        KB3: [
          ['Batch', 'effective'],
          ['Historian', 'installed'],
        ],
      },
      own,
    ),
  };
}

/** The problems of {@link OWNED}: code and message. */
export const OWNED_PROBLEMS = [
  `vpc/owner-withdrawn-approval "Installed" for Batch, 5, but Northwind has withdrawn its approval: "Not Approved" in northwind_VPC_mar.xml, after "Approved" in northwind_VPC_feb.xml. The patch can stop the product: do not install it, and ask the supplier what to do where it is installed.`,
  `vpc/owner-ahead-of-supplier "In Internal Test" for Batch, 5, but Northwind has not approved the patch: "In Test" in northwind_VPC_mar.xml. It can stop the product: wait for the approval, or take the state back.`,
  `vpc/owner-ahead-of-supplier "Authorized" for Historian, 5, but the newest edition of Southwind (southwind_VPC_mar.xml) says nothing about it. The patch can stop the product: ask the supplier, or take the state back.`,
  `vpc/owner-skipped-state The previous edition (mine_VPC_before.xml) had "In Internal Test" for Batch, 5, which "Effective" can follow only through "Authorized", and no edition records that. Nobody can show later that it was done: record it, or correct the state.`,
];
