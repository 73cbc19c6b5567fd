import { duplicateProduct } from '../../../server/src/rules/identifiers/duplicateProduct';
import { patch, testRule } from '../../support/ruleTester';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
const REMOVE = 'Remove this statement';

testRule(duplicateProduct, {
  valid: [
    {
      name: 'as many versions and platforms as are compared',
      code: patch({ product: [{ 'product-id': 'Batch', 'product-version': numbers(100), platform: numbers(100) }] }),
    },
    {
      name: 'another platform',
      code: patch({
        product: [
          { 'product-id': 'Batch', platform: 'Windows 10' },
          { 'product-id': 'Batch', platform: 'Windows 11' },
        ],
      }),
    },
    {
      name: 'versions that differ in a dot',
      code: patch({
        product: [
          { 'product-id': 'Batch', 'product-version': '1.1' },
          { 'product-id': 'Batch', 'product-version': '11' },
        ],
      }),
    },
    {
      name: 'with a version and without',
      code: patch({ product: [{ 'product-id': 'Batch', 'product-version': '8' }, { 'product-id': 'Batch' }] }),
    },
    { name: 'two without identifier', code: patch({ product: [{ 'product-id': '' }, { 'product-id': '' }] }) },
    {
      name: 'a version twice in one statement, which another rule reports',
      code: patch({ product: [{ 'product-id': 'Batch', 'product-version': ['8', '8'] }] }),
    },
  ],
  invalid: [
    {
      name: 'more versions and platforms than are compared, and another duplicate',
      code: patch({
        product: [
          { 'product-id': '[[Batch]]', 'product-version': numbers(101), platform: numbers(100), state: 'Approved' },
          { 'product-id': '{{Panel}}', state: 'Approved' },
          { 'product-id': '[[Panel]]', state: 'Approved' },
        ],
      }),
      errors: [
        { message: 'tooMany', args: ['10100', '10000'] },
        { message: 'duplicate', args: ['Panel'], related: [{ message: 'first' }] },
      ],
      output: patch({
        product: [
          { 'product-id': 'Batch', 'product-version': numbers(101), platform: numbers(100), state: 'Approved' },
          { 'product-id': 'Panel', state: 'Approved' },
        ],
      }),
      leaves: 1,
    },
    {
      name: 'another spelling',
      code: patch({
        product: [
          { 'product-id': '{{Batch}}', 'product-version': 'R2', platform: 'Windows 10' },
          { 'product-id': '[[BATCH]]', 'product-version': 'r2', platform: 'windows  10' },
        ],
      }),
      errors: [
        {
          message: 'spelled',
          args: ['BATCH, r2, windows  10', 'Batch, R2, Windows 10'],
          related: [{ message: 'first' }],
          suggestions: [
            {
              title: REMOVE,
              output: patch({
                product: [{ 'product-id': 'Batch', 'product-version': 'R2', platform: 'Windows 10' }],
              }),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'a copy',
      code: patch({
        product: [
          { 'product-id': '{{Batch}}', state: 'In Test' },
          { 'product-id': '[[Batch]]', state: 'In Test' },
        ],
      }),
      errors: [{ message: 'duplicate', args: ['Batch'], related: [{ message: 'first' }] }],
      output: patch({ product: [{ 'product-id': 'Batch', state: 'In Test' }] }),
    },
    {
      name: 'a copy in another layout',
      code: `<publication>
  <patch-vendor>
    <patch>
      <product>
        <product-id>{{Batch}}</product-id>
      </product>
      <product>
          <product-id>[[Batch]]</product-id>

      </product>
    </patch>
  </patch-vendor>
</publication>
`,
      errors: [{ message: 'duplicate', args: ['Batch'], related: [{ message: 'first' }] }],
      output: `<publication>
  <patch-vendor>
    <patch>
      <product>
        <product-id>Batch</product-id>
      </product>
    </patch>
  </patch-vendor>
</publication>
`,
    },
    {
      name: 'another statement for one version of several on one platform of several, once',
      code: patch({
        product: [
          { 'product-id': '{{Batch}}', 'product-version': ['8', '9'], platform: ['A', 'B'], state: 'In Test' },
          { 'product-id': '[[Batch]]', 'product-version': ['7', '9'], platform: ['B', 'A'], state: 'Approved' },
        ],
      }),
      errors: [
        {
          message: 'duplicate',
          args: ['Batch, 9, B'],
          related: [{ message: 'first' }],
          suggestions: [
            {
              title: REMOVE,
              output: patch({
                product: [
                  { 'product-id': 'Batch', 'product-version': ['8', '9'], platform: ['A', 'B'], state: 'In Test' },
                ],
              }),
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
