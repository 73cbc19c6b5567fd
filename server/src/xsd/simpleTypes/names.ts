/** Explains why a QName or NOTATION is not valid: its prefix, or the expanded name. */
import { builtinOf } from './ancestry';
import { enumerationExplanation, explanation, quoted } from './explanations';
import type { Explanation, Facet, PrefixScope, SimpleType, ValueContext } from './types';
import { expandQName, type ExpandedName } from './values/names';

/** The prefix is not declared. An enumerated name with the same prefix says which namespace is meant. */
export function prefixExplanation(type: SimpleType, text: string): Explanation {
  const prefix = text.slice(0, text.indexOf(':'));
  const like = type.facets.enumeration?.find(({ value }) => value.trim().startsWith(`${prefix}:`));
  const namespace = (like && nameOf(like)?.namespace) || '…';
  return explanation('cvc-datatype-valid.1.2.1:prefix', [quoted(text), prefix, namespace], builtinOf(type));
}

/** The name is not one of the enumerated ones, which are listed as the document can write them. */
export function nameExplanation(
  type: SimpleType,
  enumeration: readonly Facet[],
  text: string,
  { scope }: ValueContext,
): Explanation {
  const found = expandQName(text, scope);
  for (const facet of enumeration) {
    const name = nameOf(facet);
    if (found === null || name?.local !== found.local) continue;
    const args = [quoted(text), found.namespace, name.namespace];
    const code = found.namespace === '' ? 'none' : name.namespace === '' ? 'notNone' : 'other';
    const written = writtenIn(name, facet, scope);
    const expected = written === null ? [] : [written];
    return { ...explanation(`cvc-enumeration-valid:${code}`, args, type), facet, expected };
  }
  const values = enumeration.map((facet) => {
    const name = nameOf(facet);
    return (name && writtenIn(name, facet, scope)) ?? facet.value;
  });
  return enumerationExplanation(type, enumeration, text, values);
}

function nameOf({ value, scope }: Facet): ExpandedName | null {
  return expandQName(value.trim(), scope);
}

/** A name with a prefix of the document: that of the schema where it means the same; `null` if the document declares none. */
function writtenIn({ namespace, local }: ExpandedName, { value }: Facet, scope: PrefixScope): string | null {
  const colon = value.indexOf(':');
  const own = colon < 0 ? '' : value.slice(0, colon).trim();
  const prefix = (scope.lookup(own) ?? '') === namespace ? own : scope.prefixOf?.(namespace);
  if (prefix === undefined) return null;
  return prefix === '' ? local : `${prefix}:${local}`;
}
