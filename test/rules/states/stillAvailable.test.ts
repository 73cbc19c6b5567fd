import { stillAvailable } from '../../../server/src/rules/states/stillAvailable';
import { patches, testRule } from '../../support/ruleTester';

const waiting = (id: string, released: string, ...states: readonly string[]) => ({
  'patch-id': id,
  released,
  product: (states.length === 0 ? ['Available'] : states).map((state, index) => ({
    'product-id': `Product ${index}`,
    state,
  })),
});

// 30 days before the publication at 2026-02-18T09:00:00Z, and a moment more.
const onTheDay = '2026-01-19T09:00:00Z';
const before = '2026-01-19T08:59:59.999Z';

testRule(stillAvailable, {
  valid: [
    { name: 'exactly 30 days', code: patches(waiting('KB1', onTheDay)) },
    { name: 'exactly 30 days, in another time zone', code: patches(waiting('KB1', '2026-01-19T23:00:00+14:00')) },
    { name: 'testing of one product has begun', code: patches(waiting('KB1', before, 'Available', 'In Test')) },
    { name: 'no products', code: patches({ 'patch-id': 'KB1', released: before }) },
    { name: 'no release', code: patches(waiting('KB1', '')) },
    { name: 'no identifier to report it at', code: patches(waiting('', before)) },
    {
      name: 'exactly as many days as are set',
      code: patches(waiting('KB1', '2026-02-11T09:00:00Z')),
      options: { availableDays: 7 },
    },
    { name: 'more days are set', code: patches(waiting('KB1', before)), options: { availableDays: 31 } },
    { name: 'no publication date', code: { ...patches(waiting('KB1', before)), published: '' } },
  ],
  invalid: [
    {
      name: 'a moment more than 30 days',
      code: patches(waiting('[[KB1]]', before)),
      errors: [{ message: 'one', args: ['30'] }],
      output: null,
    },
    {
      name: 'a moment more than 30 days, in another time zone',
      code: patches(waiting('[[KB1]]', '2026-01-19T22:59:59+14:00')),
      errors: [{ message: 'one', args: ['30'] }],
      output: null,
    },
    {
      name: 'more days than are set',
      code: patches(waiting('[[KB1]]', '2026-02-11T08:59:59Z')),
      options: { availableDays: 7 },
      errors: [{ message: 'one', args: ['7'] }],
      output: null,
    },
    {
      name: 'zero days are set',
      code: patches(waiting('[[KB1]]', '2026-02-18T08:59:59Z')),
      options: { availableDays: 0 },
      errors: [{ message: 'one', args: ['0'] }],
      output: null,
    },
    {
      name: 'three are listed, at the first',
      code: patches(
        waiting('KB0', onTheDay),
        waiting('[[KB1]]', before),
        waiting('KB2', before, 'Available', 'Available'),
        waiting('KB3', before),
      ),
      errors: [{ message: 'many', args: ['30', '3', 'KB1, KB2, KB3'] }],
      output: null,
    },
    {
      name: 'of four, three are listed',
      code: patches(...['[[KB1]]', 'KB2', 'KB3', 'KB4'].map((id) => waiting(id, before))),
      errors: [{ message: 'many', args: ['30', '4', 'KB1, KB2, KB3, …'] }],
      output: null,
    },
  ],
});
