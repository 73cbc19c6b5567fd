import { duplicateLanguage } from '../../../server/src/rules/texts/duplicateLanguage';
import { patch, publication, testRule } from '../../support/ruleTester';

const text = (value: string, language?: string) =>
  language === undefined ? value : { value, attributes: { language } };

testRule(duplicateLanguage, {
  valid: [
    { name: 'a language and a dialect of it', code: patch({ title: [text('Colour', 'en-GB'), text('Color', 'en')] }) },
    { name: 'one without a language', code: patch({ title: [text('Update'), text('Update', 'en')] }) },
    { name: 'a title and a description', code: patch({ title: text('A', 'en'), description: text('B', 'en') }) },
  ],
  invalid: [
    {
      name: 'the same language in another case and with whitespace',
      code: patch({ title: [text('{{Update}}', 'en-GB'), text('Neu', 'de'), text('[[Other]]', ' EN-gb ')] }),
      errors: [{ message: 'same', args: ['EN-gb'], related: [{ message: 'first' }] }],
      output: null,
    },
    {
      name: 'two without a language',
      code: patch({ title: ['{{Update}}', '[[Aktualisierung]]'] }),
      errors: [{ message: 'none', related: [{ message: 'first' }] }],
      output: null,
    },
    {
      name: 'the same text',
      code: publication({ description: [text('{{Updates}}', 'en'), text('[[Updates]]', 'en')] }),
      errors: [{ message: 'same', args: ['en'], related: [{ message: 'first' }] }],
      output: publication({ description: text('Updates', 'en') }),
    },
    {
      name: 'three times, one of them with another text',
      code: patch({ description: ['{{A}}', '[[A]]', '[[B]]'] }),
      errors: [
        { message: 'none', related: [{ message: 'first' }] },
        { message: 'none', related: [{ message: 'first' }] },
      ],
      output: patch({ description: ['A', 'B'] }),
      leaves: 1,
    },
  ],
});
