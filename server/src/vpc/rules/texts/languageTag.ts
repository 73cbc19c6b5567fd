import { shared } from '../../../xml/own';
import { attributesOf } from '../../../xml/tags';
import type { Fact } from '../../fact';
import { edited } from '../fixes';
import { patchExample } from '../examples';
import { onValues, type Finding, type Rule, type Surroundings } from '../rule';
import { tagMistake } from './languages';

/** What xs:language takes: anything else is the schema's business. */
const TAG = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;

/** vpc/language-tag: a language is named so that programs know it. */
export const languageTag: Rule = {
  id: 'vpc/language-tag',
  title: 'Languages are named by their codes',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    language:
      '"{0}" names no language: "{1}" is no code of one. Readers get the text in a language that they did not ask for: write a code of ISO 639 such as en, de or zh.',
    region:
      '"{0}" names no language as it is spoken somewhere: "{1}" is no code of a country. Write a code of ISO 3166 such as US, GB or DE, or leave it out.',
  },
  docs: {
    what: 'The language of a text must be a tag of BCP 47: a language of ISO 639, and perhaps a country of ISO 3166 behind it. Tags that the schema does not take at all, such as `en_US`, are reported by the schema.',
    why: 'Tools show each reader the text in the language of their own. Under a name that they do not know, they do not find it.',
    todo: 'Write the code of the language: `en`, not `english` or `us`; `en-GB`, not `en-UK`.',
  },
  examples: {
    valid: [patchExample('languages', { title: [titled('en'), titled('de-AT'), titled('zh-Hans-CN')] })],
    invalid: [
      patchExample('the name of a language', { title: titled('english') }),
      patchExample('a country that is written in another way', { title: titled('en-UK') }),
    ],
  },
  ...onValues(['title', 'description', 'restriction', 'comment'], mistakes),
  fixes: ({ start, end, data }) =>
    typeof data?.meant === 'string'
      ? [edited('Replace by "{0}"', [data.meant], true, [{ start, end, text: data.meant }])]
      : [],
};

function titled(language: string) {
  return { value: `Update (${language})`, attributes: { language } };
}

const known = new Map<string, ReturnType<typeof tagMistake>>();

function* mistakes(fact: Fact, { vocabulary }: Surroundings): Generator<Finding> {
  const tag = fact.attribute('language', vocabulary)?.trim();
  if (tag === undefined || !TAG.test(tag)) return;
  let mistake = known.get(tag);
  if (mistake === undefined) {
    mistake = tagMistake(tag);
    if (known.size < 1_000) known.set(shared(tag), mistake);
  }
  if (mistake === null) return;
  const range = attributeRange(fact, vocabulary.attributeName('language')!);
  const data = mistake.meant === null ? undefined : { meant: mistake.meant };
  yield { message: mistake.kind, args: [tag, mistake.part], range, data };
}

function attributeRange({ node, at }: Fact, name: string): Finding['range'] {
  const { valueStart, valueEnd } = attributesOf(node).find((attribute) => attribute.name === name)!;
  return { start: at + valueStart, end: at + valueEnd };
}
