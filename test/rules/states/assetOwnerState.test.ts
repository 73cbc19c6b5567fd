import { assetOwnerState } from '../../../server/src/rules/states/assetOwnerState';
import { product, testRule } from '../../support/ruleTester';

const SUPPLIER = 'Available, In Test, Not Approved, Not Applicable, Approved, Released';

testRule(assetOwnerState, {
  valid: [
    ...['Available', 'In Test', 'Not Approved', 'Not Applicable', 'Approved', 'Released'].map((state) => ({
      name: `the supplier's state ${state}`,
      code: product({ state }),
    })),
    { name: 'an unknown state, which another rule reports', code: product({ state: 'authorized' }) },
    ...['In Internal Test', 'Not Authorized', 'Authorized', 'Effective', 'Installed'].map((state) => ({
      name: `${state} in the asset owner's own file`,
      isOwner: true,
      code: product({ state }),
    })),
    { name: 'a comment', code: product({ comment: 'Authorized' }) },
  ],
  invalid: [
    ...(
      [
        ['Authorized', 'Approved', ['vpc/state-date-missing']],
        ['Not Authorized', 'Not Approved', ['vpc/reason-missing', 'vpc/state-date-missing']],
        ['In Internal Test', 'In Test', []],
      ] as const
    ).map(([state, suggested, brings]) => ({
      name: `${state}: suggests ${suggested}`,
      code: product({ state: ` [[${state}]] ` }),
      errors: [
        {
          message: 'owner',
          args: [state, SUPPLIER],
          suggestions: [{ title: `Replace with "${suggested}"`, output: product({ state: ` ${suggested} ` }), brings }],
        },
      ],
      output: null,
    })),
    ...['Effective', 'Installed'].map((state) => ({
      name: `${state}: no corresponding supplier state`,
      code: product({ state: `[[${state}]]` }),
      errors: [{ message: 'owner', args: [state, SUPPLIER] }],
      output: null,
    })),
  ],
});
