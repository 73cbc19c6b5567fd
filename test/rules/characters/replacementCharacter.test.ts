import { replacementCharacter } from '../../../server/src/rules/characters/replacementCharacter';
import { patch, product, testRule } from '../../support/ruleTester';

testRule(replacementCharacter, {
  valid: [{ name: 'in a text, which is not looked up', code: patch({ title: 'U+FFFD: \uFFFD' }) }],
  invalid: [
    {
      name: 'from the first to the last',
      code: product({ 'product-id': 'M[[\uFFFDller S\uFFFD]]' }),
      errors: [{ message: 'lost', args: ['M\uFFFDller S\uFFFD'] }],
      output: null,
    },
  ],
});
