/** Compiles a type's value space: the tests that a text must pass, in the order in which their failure tells most. */
import { ancestry } from './ancestry';
import { schemaContext } from './contexts';
import { facetTests, lengthTests } from './facetTests';
import { lexicalTestOf } from './lexical';
import { matcherOf } from './patterns';
import { PRIMITIVES } from './primitives';
import { datatypeReason, entityReason, enumerationReason, patternReason, unionReason, type Test } from './reasons';
import { remembering } from './remember';
import type { PrimitiveName, Reason, SimpleType, ValueContext, ValueSpace } from './types';
import { expandQName } from './values/names';
import { normalized } from './whiteSpace';

/** Between the values of a list in a key: no XML document holds it. */
const ITEM_SEPARATOR = '\0';

/** The space of `anySimpleType`: its values are taken as strings. */
const ANYTHING: ValueSpace = { judge: null, key: (text) => `string:${text}` };

/** The value space of a type; see {@link ValueSpace}. */
export function spaceOf(type: SimpleType): ValueSpace {
  const space = bareSpaceOf(type);
  const repeats = type.facets.patterns.length > 0 || type.variety === 'union';
  if (!repeats || space.judge === null || type.usesScope || type.usesEntities) return space;
  return { ...space, judge: remembering(space.judge) };
}

function bareSpaceOf(type: SimpleType): ValueSpace {
  if (type.variety === 'list' && type.itemType !== null) return listSpace(type, type.itemType);
  if (type.variety === 'union') return unionSpace(type);
  return type.primitive === null ? ANYTHING : atomicSpace(type, type.primitive);
}

function atomicSpace(type: SimpleType, name: PrimitiveName): ValueSpace {
  const primitive = PRIMITIVES[name];
  const isLexical = lexicalTestOf(type);
  const notAValue: Test =
    type.facets.enumeration === null
      ? (text) => datatypeReason(type, text)
      : (text) => enumerationReason(type, type.facets.enumeration!, text);
  const bareKeyOf = (text: string, { scope }: ValueContext): string | null => primitive.key(text, scope);
  return {
    judge: allOf([
      ...(isLexical === null
        ? []
        : [(text: string, context: ValueContext) => (isLexical(text) ? null : notAValue(text, context))]),
      ...(type.usesScope ? [nameTest(name === 'NOTATION', notAValue)] : []),
      ...(type.usesEntities ? [entityTest(type)] : []),
      ...enumerationTests(type, bareKeyOf),
      ...patternTests(type),
      ...facetTests(type, primitive),
    ]),
    key: (text, context) => `${name}:${bareKeyOf(text, context)}`,
  };
}

function listSpace(type: SimpleType, itemType: SimpleType): ValueSpace {
  const item = itemType.space;
  const keyOf = (text: string, context: ValueContext): string =>
    `list:${itemsIn(text)
      .map((each) => item.key(each, context))
      .join(ITEM_SEPARATOR)}`;
  return {
    judge: allOf([
      ...(item.judge === null ? [] : [eachItem(item.judge)]),
      ...enumerationTests(type, keyOf),
      ...patternTests(type),
      ...lengthTests(type, (text) => itemsIn(text).length),
    ]),
    key: keyOf,
  };
}

/** The items of a text whose white space is collapsed. */
function itemsIn(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

function eachItem(judge: Test): Test {
  return (text, context) => {
    const items = itemsIn(text);
    for (let item = 0; item < items.length; item++) {
      const reason = judge(items[item]!, context);
      if (reason !== null) return { ...reason, item };
    }
    return null;
  };
}

/** A text that a member of a union takes, as that member sees it. */
interface Taken {
  readonly member: SimpleType;
  readonly text: string;
}

/** The first member that takes a text (Datatypes 2.5.1.3); else why each does not. */
function taken(type: SimpleType, text: string, context: ValueContext): Taken | readonly Reason[] {
  const reasons: Reason[] = [];
  for (const member of type.memberTypes) {
    const seen = normalized(text, member.whiteSpace);
    const reason = member.space.judge?.(seen, context) ?? null;
    if (reason !== null) reasons.push(reason);
    else if (member.variety !== 'union') return { member, text: seen };
    else return taken(member, seen, context);
  }
  return reasons;
}

function isTaken(result: Taken | readonly Reason[]): result is Taken {
  return 'member' in result;
}

function unionSpace(type: SimpleType): ValueSpace {
  const keyOf = (text: string, context: ValueContext): string => {
    const result = taken(type, text, context);
    return isTaken(result) ? result.member.space.key(result.text, context) : `string:${text}`;
  };
  const enumerated = allOf(enumerationTests(type, keyOf));
  const patterned = allOf(patternTests(type));
  return {
    judge: (text, context) => {
      const result = taken(type, text, context);
      if (!isTaken(result)) {
        const { enumeration } = type.facets;
        return enumeration === null ? unionReason(type, text, result) : enumerationReason(type, enumeration, text);
      }
      return enumerated?.(text, context) ?? patterned?.(result.text, context) ?? null;
    },
    key: keyOf,
  };
}

/** @param keyOf equal for equal values of this type; `null` for a text that is no value */
function enumerationTests(type: SimpleType, keyOf: (text: string, context: ValueContext) => string | null): Test[] {
  const { enumeration } = type.facets;
  if (enumeration === null) return [];
  const whiteSpace = enumeratorOf(type).whiteSpace;
  const keys = new Set(
    enumeration.map((facet) => keyOf(normalized(facet.value, whiteSpace), schemaContext(facet.scope))),
  );
  return [(text, context) => (keys.has(keyOf(text, context)) ? null : enumerationReason(type, enumeration, text))];
}

/** The type that gives the enumeration in force: its white space is that of the values. */
function enumeratorOf(type: SimpleType): SimpleType {
  for (const ancestor of ancestry(type))
    if (ancestor.facets.enumeration !== type.facets.enumeration) break;
    else type = ancestor;
  return type;
}

function patternTests(type: SimpleType): Test[] {
  return type.facets.patterns.map((step): Test => {
    const matchers = step.map((facet) => matcherOf(facet.value)).filter((matcher) => matcher !== null);
    return (text) => (matchers.some((matches) => matches(text)) ? null : patternReason(type, step, text));
  });
}

/** QName and NOTATION: the prefix must be declared, the notation too. */
function nameTest(isNotation: boolean, notAValue: Test): Test {
  return (text, context) => {
    const name = expandQName(text, context.scope);
    const known = name !== null && (!isNotation || context.isNotation(name.namespace, name.local));
    return known ? null : notAValue(text, context);
  };
}

function entityTest(type: SimpleType): Test {
  return (text, { unparsedEntities }) =>
    unparsedEntities === null || unparsedEntities.has(text) ? null : entityReason(type, text);
}

/** One test that fails as the first of several that fails; `null` for none. */
function allOf(tests: readonly Test[]): Test | null {
  if (tests.length < 2) return tests[0] ?? null;
  return (text, context) => {
    for (const test of tests) {
      const reason = test(text, context);
      if (reason !== null) return reason;
    }
    return null;
  };
}
