import { interned } from '../../xml/strings';
import { attributesOf } from '../../xml/tags';
import type { Field } from '../../domain/field';
import { replaceValue } from '../fixes';
import { patchExample } from '../examples';
import { onValues, type RuleProblem, type Rule, type ValueContext } from '../rule';
import { tagProblem } from './languages';

/** The pattern of xs:language; the schema reports anything else. */
const TAG = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;

export const languageTag: Rule = {
  id: 'vpc/language-tag',
  title: 'Language tags use known language and region codes',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    language:
      '"{0}" is not a valid language tag: "{1}" is not an ISO 639 language code. Tools cannot select the text by language: use a code such as en, de or zh.',
    region:
      '"{0}" is not a valid language tag: "{1}" is not an ISO 3166 region code. Use a code such as US, GB or DE, or omit the region.',
  },
  docs: {
    what: 'The language of a text must be a BCP 47 tag: an ISO 639 language code, optionally followed by an ISO 3166 region code. Tags that the schema rejects, such as `en_US`, are reported by the schema.',
    why: 'Tools show each reader the text in their language. They do not find a text whose language code is unknown.',
    todo: 'Use the language code: `en`, not `english` or `us`; `en-GB`, not `en-UK`.',
  },
  examples: {
    valid: [patchExample('languages', { title: [titled('en'), titled('de-AT'), titled('zh-Hans-CN')] })],
    invalid: [
      patchExample('the name of a language instead of its code', { title: titled('english') }),
      patchExample('an unknown region code', { title: titled('en-UK') }),
    ],
  },
  ...onValues(['title', 'description', 'restriction', 'comment'], tagProblems),
  fixes: (problem) => {
    const correction = problem.data?.correction;
    return typeof correction === 'string' ? [replaceValue(problem, correction, true)] : [];
  },
};

function titled(language: string) {
  return { value: `Update (${language})`, attributes: { language } };
}

const known = new Map<string, ReturnType<typeof tagProblem>>();

function* tagProblems(field: Field, { vocabulary }: ValueContext): Generator<RuleProblem> {
  const tag = field.attribute('language', vocabulary)?.trim();
  if (tag === undefined || !TAG.test(tag)) return;
  let found = known.get(tag);
  if (found === undefined) {
    found = tagProblem(tag);
    if (known.size < 1_000) known.set(interned(tag), found);
  }
  if (found === null) return;
  const range = attributeRange(field, vocabulary.attributeName('language')!);
  const data = found.correction === null ? undefined : { correction: found.correction };
  yield { message: found.kind, args: [tag, found.part], range, data };
}

function attributeRange({ node, at }: Field, name: string): RuleProblem['range'] {
  const { valueStart, valueEnd } = attributesOf(node).find((attribute) => attribute.name === name)!;
  return { start: at + valueStart, end: at + valueEnd };
}
