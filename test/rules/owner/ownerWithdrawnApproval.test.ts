import type { Draft } from '../../../server/src/domain/publicationText';
import { ownerWithdrawnApproval } from '../../../server/src/rules/owner/ownerWithdrawnApproval';
import { product, testRule } from '../../support/ruleTester';

/** A supplier's file of a day in 2026 that says something about the product of {@link product}. */
const edition = (
  day: string,
  state: string,
  versions: readonly string[] = [],
  more: Draft<'publication'> = {},
): Draft<'publication'> => ({
  ...product({ state, 'product-version': versions }),
  'document-id': 'NW',
  supplier: 'Northwind',
  published: `2026-${day}T09:00:00Z`,
  ...more,
});

const LABEL = 'Northwind Batch';

testRule(ownerWithdrawnApproval, {
  valid: [
    ...['In Internal Test', 'Not Authorized', 'Approved'].map((state) => ({
      name: `${state}: nothing is installed`,
      isOwner: true,
      code: product({ state }),
      suppliers: { 'feb.xml': edition('02-20', 'Approved'), 'mar.xml': edition('03-20', 'Not Approved') },
    })),
    ...['Available', 'In Test', 'Not Applicable', 'Approved', 'Released'].map((said) => ({
      name: `${said} by the supplier`,
      isOwner: true,
      code: product({ state: 'Installed' }),
      suppliers: { 'feb.xml': edition('02-20', 'Approved'), 'mar.xml': edition('03-20', said) },
    })),
    {
      name: 'a refusal that a newer edition has taken back',
      isOwner: true,
      code: product({ state: 'Installed' }),
      suppliers: { 'feb.xml': edition('02-20', 'Not Approved'), 'mar.xml': edition('03-20', 'Approved') },
    },
    {
      name: 'a refusal of another version',
      isOwner: true,
      code: product({ state: 'Installed', 'product-version': ['2'] }),
      suppliers: { 'feb.xml': edition('02-20', 'Not Approved', ['1']) },
    },
    {
      name: "a supplier's file",
      code: product({ state: 'Installed' }),
      suppliers: { 'feb.xml': edition('02-20', 'Not Approved') },
    },
    { name: 'no file of a supplier available', isOwner: true, code: product({ state: 'Installed' }) },
  ],
  invalid: [
    ...['Authorized', 'Effective', 'Installed'].flatMap((state) => [
      {
        name: `${state}, and withdrawn by the newest edition`,
        isOwner: true,
        code: product({ state: `[[${state}]]` }),
        suppliers: {
          'feb.xml': edition('02-20', 'Released'),
          'mar.xml': edition('03-20', 'Not Approved'),
        },
        errors: [
          {
            message: 'withdrawn',
            args: [state, LABEL, 'Northwind', 'Not Approved', 'mar.xml', 'Released', 'feb.xml'],
          },
        ],
        output: null,
      },
      {
        name: `${state}, and never approved`,
        isOwner: true,
        code: product({ state: `[[${state}]]` }),
        suppliers: { 'feb.xml': edition('02-20', 'In Test'), 'mar.xml': edition('03-20', 'Not Approved') },
        errors: [{ message: 'refused', args: [state, LABEL, 'Northwind', 'Not Approved', 'mar.xml'] }],
        output: null,
      },
    ]),
    {
      name: 'withdrawn by a newer publication of the supplier',
      isOwner: true,
      code: product({ state: '[[Installed]]' }),
      suppliers: {
        'feb.xml': edition('02-20', 'Approved', [], { 'document-id': 'FEB' }),
        'mar.xml': edition('03-20', 'Not Approved', [], { 'document-id': 'MAR' }),
      },
      errors: [
        {
          message: 'withdrawn',
          args: ['Installed', LABEL, 'Northwind', 'Not Approved', 'mar.xml', 'Approved', 'feb.xml'],
        },
      ],
      output: null,
    },
    {
      name: 'withdrawn for all versions, after an approval of this one',
      isOwner: true,
      code: product({ state: '[[Installed]]', 'product-version': ['2', '3'] }),
      suppliers: { 'feb.xml': edition('02-20', 'Approved', ['2', '3']), 'mar.xml': edition('03-20', 'Not Approved') },
      errors: [
        {
          message: 'withdrawn',
          args: [
            'Installed',
            'Northwind Batch, 2; Northwind Batch, 3',
            'Northwind',
            'Not Approved',
            'mar.xml',
            'Approved',
            'feb.xml',
          ],
        },
      ],
      output: null,
    },
    {
      name: 'one of two suppliers with the product refuses the patch',
      isOwner: true,
      code: product({ state: '[[Installed]]' }),
      suppliers: {
        'n.xml': edition('02-20', 'Approved'),
        's.xml': edition('02-20', 'Not Approved', [], { supplier: 'Southwind' }),
      },
      errors: [{ message: 'refused', args: ['Installed', LABEL, 'Southwind', 'Not Approved', 's.xml'] }],
      output: null,
    },
    {
      name: 'the order of two editions is in doubt',
      isOwner: true,
      code: product({ state: '[[Installed]]' }),
      suppliers: { 'a.xml': edition('02-20', 'Approved'), 'b.xml': edition('02-20', 'Not Approved') },
      errors: [{ message: 'refused', args: ['Installed', LABEL, 'Northwind', 'Not Approved', 'b.xml'] }],
      output: null,
    },
  ],
});
