/** Compiles the value space of a type: the tests that a text must pass, those with the most specific failure first. */
import { ancestry } from './ancestry';
import { facetTests, lengthTests } from './facetTests';
import { lexicalTestOf } from './lexical';
import { matcherOf } from './patterns';
import { PRIMITIVES } from './primitives';
import {
  datatypeExplanation,
  entityExplanation,
  enumerationExplanation,
  patternExplanation,
  unionExplanation,
  type ValueTest,
} from './explanations';
import { nameExplanation, prefixExplanation } from './names';
import type { PrimitiveName, Explanation, Facet, SimpleType, ValueContext, ValueSpace } from './types';
import { expandQName } from './values/names';
import { normalized } from './whiteSpace';
import { detached } from '../../xml/strings';
import { schemaContext } from './facetValues';

/** Separates the items of a list in a key: no XML document can contain it. */
const ITEM_SEPARATOR = '\0';

/** The space of `anySimpleType`: its values are strings. */
const ANYTHING: ValueSpace = { check: null, key: (text) => `string:${text}` };

/** The value space of a type; see {@link ValueSpace}. */
export function valueSpaceOf(type: SimpleType): ValueSpace {
  const space = unmemoisedSpaceOf(type);
  if (space.check === null) return space;
  // Unions of unions can reach a member in a million ways: for one text, each is asked once.
  if (type.variety === 'union')
    return { ...space, check: latest(isOfTextOnly(type) ? memoised(space.check) : space.check) };
  return type.facets.patterns.length > 0 && isOfTextOnly(type) ? { ...space, check: memoised(space.check) } : space;
}

function isOfTextOnly({ usesScope, usesEntities }: SimpleType): boolean {
  return !usesScope && !usesEntities;
}

function unmemoisedSpaceOf(type: SimpleType): ValueSpace {
  if (type.variety === 'list' && type.itemType !== null) return listSpace(type, type.itemType);
  if (type.variety === 'union') return unionSpace(type);
  return type.primitive === null ? ANYTHING : atomicSpace(type, type.primitive);
}

function atomicSpace(type: SimpleType, name: PrimitiveName): ValueSpace {
  const primitive = PRIMITIVES[name];
  const isLexical = lexicalTestOf(type);
  const notAValue: ValueTest =
    type.facets.enumeration === null
      ? (text) => datatypeExplanation(type, text)
      : (text, context) => notEnumerated(type, type.facets.enumeration!, text, context);
  const nullableKeyOf = (text: string, { scope }: ValueContext): string | null => primitive.key(text, scope);
  return {
    check: allOf([
      ...(isLexical === null
        ? []
        : [(text: string, context: ValueContext) => (isLexical(text) ? null : notAValue(text, context))]),
      ...(type.usesScope ? [nameTest(type, notAValue)] : []),
      ...(type.usesEntities ? [entityTest(type)] : []),
      ...enumerationTests(type, nullableKeyOf),
      ...patternTests(type),
      ...facetTests(type, primitive),
    ]),
    key: (text, context) => `${name}:${nullableKeyOf(text, context)}`,
  };
}

function listSpace(type: SimpleType, itemType: SimpleType): ValueSpace {
  const item = itemType.space;
  const keyOf = (text: string, context: ValueContext): string =>
    `list:${itemsIn(text)
      .map((each) => item.key(each, context))
      .join(ITEM_SEPARATOR)}`;
  return {
    check: allOf([
      ...(item.check === null ? [] : [eachItem(item.check)]),
      ...enumerationTests(type, keyOf),
      ...patternTests(type),
      ...lengthTests(type, (text) => itemsIn(text).length),
    ]),
    key: keyOf,
  };
}

/** The items of a text with collapsed whitespace. */
function itemsIn(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

function eachItem(check: ValueTest): ValueTest {
  return (text, context) => {
    const items = itemsIn(text);
    for (let item = 0; item < items.length; item++) {
      const explanation = check(items[item]!, context);
      if (explanation !== null) return { ...explanation, item };
    }
    return null;
  };
}

/** A member of a union that accepts a text, and the text as normalized by it. */
interface MemberMatch {
  readonly member: SimpleType;
  readonly text: string;
}

/** The first member that accepts a text (Datatypes 2.5.1.3); else an explanation for each. */
function matchMember(type: SimpleType, text: string, context: ValueContext): MemberMatch | readonly Explanation[] {
  const explanations: Explanation[] = [];
  for (const member of type.memberTypes) {
    const value = normalized(text, member.whiteSpace);
    const explanation = member.space.check?.(value, context) ?? null;
    if (explanation !== null) explanations.push(explanation);
    else if (member.variety !== 'union') return { member, text: value };
    else return matchMember(member, value, context);
  }
  return explanations;
}

function isMatch(result: MemberMatch | readonly Explanation[]): result is MemberMatch {
  return 'member' in result;
}

function unionSpace(type: SimpleType): ValueSpace {
  const keyOf = (text: string, context: ValueContext): string => {
    const result = matchMember(type, text, context);
    return isMatch(result) ? result.member.space.key(result.text, context) : `string:${text}`;
  };
  const enumerated = allOf(enumerationTests(type, keyOf));
  const patterned = allOf(patternTests(type));
  return {
    check: (text, context) => {
      const result = matchMember(type, text, context);
      if (!isMatch(result)) {
        const { enumeration } = type.facets;
        return enumeration === null
          ? unionExplanation(type, text, result)
          : enumerationExplanation(type, enumeration, text);
      }
      return enumerated?.(text, context) ?? patterned?.(result.text, context) ?? null;
    },
    key: keyOf,
  };
}

/** @param keyOf equal for equal values of this type; `null` for a text without a value */
function enumerationTests(
  type: SimpleType,
  keyOf: (text: string, context: ValueContext) => string | null,
): ValueTest[] {
  const { enumeration } = type.facets;
  if (enumeration === null) return [];
  const whiteSpace = enumeratorOf(type).whiteSpace;
  const keys = new Set(
    enumeration.map((facet) => keyOf(normalized(facet.value, whiteSpace), schemaContext(facet.scope))),
  );
  return [(text, context) => (keys.has(keyOf(text, context)) ? null : notEnumerated(type, enumeration, text, context))];
}

function notEnumerated(
  type: SimpleType,
  enumeration: readonly Facet[],
  text: string,
  context: ValueContext,
): Explanation {
  return type.usesScope && type.variety === 'atomic'
    ? nameExplanation(type, enumeration, text, context)
    : enumerationExplanation(type, enumeration, text);
}

/** The type that gives the effective enumeration: its whiteSpace facet applies to the enumerated values. */
function enumeratorOf(type: SimpleType): SimpleType {
  for (const ancestor of ancestry(type))
    if (ancestor.facets.enumeration !== type.facets.enumeration) break;
    else type = ancestor;
  return type;
}

function patternTests(type: SimpleType): ValueTest[] {
  return type.facets.patterns.map((step): ValueTest => {
    const matchers = step.map((facet) => matcherOf(facet.value)).filter((matcher) => matcher !== null);
    return (text) => {
      let isKnown = true;
      for (const matches of matchers) {
        const answer = matches(text);
        if (answer === true) return null;
        if (answer === null) isKnown = false;
      }
      return patternExplanation(type, step, text, isKnown ? 'cvc-pattern-valid' : 'limit.pattern-alternatives');
    };
  });
}

/** QName and NOTATION: the prefix must be declared, the notation too. */
function nameTest(type: SimpleType, notAValue: ValueTest): ValueTest {
  const isNotation = type.primitive === 'NOTATION';
  return (text, context) => {
    const name = expandQName(text, context.scope);
    if (name === null) return prefixExplanation(type, text);
    return isNotation && !context.isNotation(name.namespace, name.local) ? notAValue(text, context) : null;
  };
}

function entityTest(type: SimpleType): ValueTest {
  return (text, { unparsedEntities }) =>
    unparsedEntities === null || unparsedEntities.has(text) ? null : entityExplanation(type, text);
}

/** The first failure of several tests, as one test; `null` for no tests. */
function allOf(tests: readonly ValueTest[]): ValueTest | null {
  if (tests.length < 2) return tests[0] ?? null;
  return (text, context) => {
    for (const test of tests) {
      const explanation = test(text, context);
      if (explanation !== null) return explanation;
    }
    return null;
  };
}

/** Documents repeat a few values thousands of times. */
const MAX_VERDICTS = 2_000;
const MAX_LENGTH = 128;

/** A memoised test. Only for tests whose result depends on the text alone. */
export function memoised(test: ValueTest): ValueTest {
  const verdicts = new Map<string, Explanation | null>();
  return (text: string, context: ValueContext) => {
    if (text.length > MAX_LENGTH) return test(text, context);
    let verdict = verdicts.get(text);
    if (verdict === undefined) {
      // Schemas outlive documents: the memo must not keep the text of a document alive.
      const kept = detached(text);
      verdict = test(kept, context);
      if (verdicts.size >= MAX_VERDICTS) verdicts.clear();
      verdicts.set(kept, verdict);
    }
    return verdict;
  };
}

/** A test that keeps its latest answer, with all that this depends on. */
function latest(test: ValueTest): ValueTest {
  let known: (ValueContext & { readonly text: string; readonly answer: Explanation | null }) | null = null;
  return (text, context) => {
    const { scope, unparsedEntities, isNotation } = context;
    if (
      known?.text !== text ||
      known.scope !== scope ||
      known.unparsedEntities !== unparsedEntities ||
      known.isNotation !== isNotation
    ) {
      known = { text: detached(text), scope, unparsedEntities, isNotation, answer: test(text, context) };
    }
    return known.answer;
  };
}
