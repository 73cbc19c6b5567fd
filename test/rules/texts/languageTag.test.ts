import { languageTag } from '../../../server/src/rules/texts/languageTag';
import { patch, product, testRule } from '../../support/ruleTester';

const titled = (language: string) => patch({ title: { value: 'Update', attributes: { language } } });

/** A tag with an unknown code, and the corrected tag; `null` where no correction is known. */
const wrong = (message: 'language' | 'region', tag: string, part: string, corrected: string | null) => ({
  name: corrected === null ? tag : `${tag} becomes ${corrected}`,
  code: titled(`[[${tag}]]`),
  errors: [{ message, args: [tag, part] }],
  output: corrected === null ? null : titled(corrected),
});

testRule(languageTag, {
  valid: [
    ...[
      'en',
      'EN-us',
      'gsw',
      'de-AT',
      'zh-Hans-CN',
      'zh-yue-HK',
      'es-419',
      'de-1996',
      'x-plant',
      'i-klingon',
      'sr-Latn',
    ].map((tag) => ({ name: tag, code: titled(tag) })),
    { name: 'no language', code: patch({ title: 'Update' }) },
    { name: 'whitespace around it', code: titled(' en ') },
    { name: 'a tag that the schema reports', code: titled('en_UK') },
  ],
  invalid: [
    wrong('language', 'english', 'english', 'en'),
    wrong('language', 'Deutsch', 'Deutsch', 'de'),
    wrong('language', 'us', 'us', 'en'),
    wrong('language', 'cn-Hans-CN', 'cn', 'zh-Hans-CN'),
    wrong('language', 'qq', 'qq', null),
    wrong('language', 'klingon', 'klingon', null),
    wrong('region', 'en-UK', 'UK', 'en-GB'),
    wrong('region', 'en-Latn-uk-oxendict', 'uk', 'en-Latn-GB-oxendict'),
    wrong('region', 'en-QQ', 'QQ', null),
    {
      name: 'a comment and a restriction of a product',
      code: product({
        restriction: { value: 'Only here', attributes: { language: '[[en-UK]]' } },
        comment: { value: 'Yes', attributes: { language: '[[en-UK]]' } },
      }),
      errors: [
        { message: 'region', args: ['en-UK', 'UK'] },
        { message: 'region', args: ['en-UK', 'UK'] },
      ],
      output: product({
        restriction: { value: 'Only here', attributes: { language: 'en-GB' } },
        comment: { value: 'Yes', attributes: { language: 'en-GB' } },
      }),
    },
    {
      name: 'reports the value only, whatever is beside it',
      code: `<publication>
  <description language = "[[english]]">Updates</description>
</publication>
`,
      errors: [{ message: 'language', args: ['english', 'english'] }],
      output: `<publication>
  <description language = "en">Updates</description>
</publication>
`,
    },
  ],
});
