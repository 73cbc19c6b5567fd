import { duplicatePatch } from '../../../server/src/rules/identifiers/duplicatePatch';
import { patches, publication, testRule } from '../../support/ruleTester';

const batch = { 'product-id': 'Batch', state: 'Available' };
const panel = { 'product-id': 'Panel', state: 'Available' };
const historian = { 'product-id': 'Historian', state: 'Available' };
const MERGE = 'Move its products to the first patch, and remove this one';

testRule(duplicatePatch, {
  valid: [
    {
      name: 'the same identifier at two vendors',
      code: publication({
        'patch-vendor': [
          { 'vendor-id': 'A', patch: [{ 'patch-id': '1.0' }] },
          { 'vendor-id': 'B', patch: [{ 'patch-id': '1.0' }] },
        ],
      }),
    },
    {
      name: 'a number with and without a prefix, of a vendor without a rule about it',
      code: publication({
        'patch-vendor': [{ 'vendor-id': 'Adobe', patch: [{ 'patch-id': 'KB1' }, { 'patch-id': '1' }] }],
      }),
    },
    { name: 'two without identifier', code: patches({ 'patch-id': '' }, { 'patch-id': '' }) },
  ],
  invalid: [
    {
      name: 'other spellings',
      code: patches({ 'patch-id': '{{KB1}}' }, { 'patch-id': '[[kb1]]' }, { 'patch-id': '[[1]]' }),
      errors: [
        { message: 'spelled', args: ['kb1', 'KB1'], related: [{ message: 'first' }] },
        { message: 'spelled', args: ['1', 'KB1'], related: [{ message: 'first' }] },
      ],
      output: null,
    },
    {
      name: 'every one but the first, which the related place shows',
      code: patches(
        { 'patch-id': '{{KB1}}' },
        { 'patch-id': 'KB2' },
        { 'patch-id': '[[KB1]]' },
        { 'patch-id': '[[KB1]]' },
      ),
      errors: [
        { message: 'duplicate', args: ['KB1'], related: [{ message: 'first' }] },
        { message: 'duplicate', args: ['KB1'], related: [{ message: 'first' }] },
      ],
      output: patches({ 'patch-id': 'KB1' }, { 'patch-id': 'KB2' }),
    },
    {
      name: 'other products move to the first one',
      code: patches(
        { 'patch-id': '{{KB1}}', product: [batch] },
        { 'patch-id': 'KB2' },
        { 'patch-id': '[[KB1]]', product: [panel, historian] },
      ),
      errors: [
        {
          message: 'duplicate',
          args: ['KB1'],
          related: [{ message: 'first' }],
          suggestions: [
            {
              title: MERGE,
              output: patches({ 'patch-id': 'KB1', product: [batch, panel, historian] }, { 'patch-id': 'KB2' }),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'nothing to move',
      code: patches({ 'patch-id': '{{KB1}}', product: [batch] }, { 'patch-id': '[[KB1]]' }),
      errors: [{ message: 'duplicate', args: ['KB1'], related: [{ message: 'first' }] }],
      output: null,
    },
    {
      name: 'no product to insert the others after',
      code: patches({ 'patch-id': '{{KB1}}' }, { 'patch-id': '[[KB1]]', product: [batch] }),
      errors: [{ message: 'duplicate', args: ['KB1'], related: [{ message: 'first' }] }],
      output: null,
    },
    {
      name: 'identifiers after the products',
      code: `<publication>
  <patch-vendor>
    <patch>
      <product><product-id>Batch</product-id></product>
      <patch-id>{{KB1}}</patch-id>
    </patch>
    <patch>
      <product><product-id>Panel</product-id></product>
      <patch-id>[[KB1]]</patch-id>
    </patch>
  </patch-vendor>
</publication>
`,
      errors: [
        {
          message: 'duplicate',
          args: ['KB1'],
          related: [{ message: 'first' }],
          suggestions: [
            {
              title: MERGE,
              output: `<publication>
  <patch-vendor>
    <patch>
      <product><product-id>Batch</product-id></product>
      <product><product-id>Panel</product-id></product>
      <patch-id>KB1</patch-id>
    </patch>
  </patch-vendor>
</publication>
`,
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
