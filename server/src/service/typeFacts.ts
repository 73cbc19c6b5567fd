import { describe } from '../xsd/simpleTypes';
import type { FacetName, SimpleType } from '../xsd/simpleTypes';
import type { Localize } from './localize';

/** What a facet asks for, in words; `{0}` is its value. */
const FACET_WORDS: Partial<Record<FacetName, string>> = {
  length: 'exactly {0} characters long',
  minLength: 'at least {0} characters long',
  maxLength: 'at most {0} characters long',
  minInclusive: '{0} or more',
  minExclusive: 'more than {0}',
  maxInclusive: '{0} or less',
  maxExclusive: 'less than {0}',
  totalDigits: 'at most {0} digits',
  fractionDigits: 'at most {0} digits behind the point',
};

/** What a simple type asks of a value besides being of its built-in type, in words; enumerations are left aside. */
export function typeFacts(type: SimpleType, localize: Localize): string[] {
  const { facets, patterns, variety, parts } = describe(type);
  const facts = facets.flatMap(({ name, value }) => {
    const words = FACET_WORDS[name];
    return words === undefined ? [] : [localize(words, value)];
  });
  for (const step of patterns) facts.push(localize('matches {0}', step.join(' | ')));
  if (variety === 'list') facts.push(localize('a list of {0}, separated by blanks', parts.join(', ')));
  if (variety === 'union') facts.push(localize('one of {0}', parts.join(', ')));
  return facts;
}
