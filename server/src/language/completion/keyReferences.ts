/** The values that keyrefs and IDREFs of the schema allow: those of the keys and IDs in the document. */
import { entitiesOf } from '../../xml/entities';
import type { GovernedDocument } from '../../workspace/document';
import type { Localize } from '../../xml/problem';
import { identityValuesAt, idsIn } from '../../xsd';
import { builtinType, derivesFrom, type SimpleType } from '../../xsd/simpleTypes';
import { MAX_IDENTIFIERS } from './identifiers';
import { NO_DOCUMENTATION, type Proposal } from './item';
import type { ValuePlace } from './valuePlace';

/** What keys and IDs allow at a place. */
export interface KeyReferences {
  readonly proposals: readonly Proposal[];
  /** Whether the list was cut. */
  readonly isIncomplete: boolean;
  /** Whether a value keeps the identity constraints: it is one of a key, and taken by no other element. */
  readonly accepts: (value: string) => boolean;
}

const ANY: KeyReferences = { proposals: [], isIncomplete: false, accepts: () => true };

/** @param typed the text before the cursor; it filters a list that is too long */
export function referenceProposals(
  { tree, schema }: GovernedDocument,
  { element, attributeName, description }: ValuePlace,
  typed: string,
  localize: Localize,
): KeyReferences {
  if (schema === null) return ANY;
  const { references, isTaken } = identityValuesAt(element, attributeName, schema, entitiesOf(tree));
  const allowed = references === null ? null : new Set(references);
  const ids = isReference(description.simpleType) ? idsIn(tree, schema) : [];
  const all = [...new Set([...(references ?? []), ...ids])].filter((value) => value !== '');
  const wanted = typed.toLowerCase();
  const isIncomplete = all.length > MAX_IDENTIFIERS;
  const kept = isIncomplete ? all.filter((value) => value.toLowerCase().includes(wanted)) : all;
  return {
    proposals: kept.slice(0, MAX_IDENTIFIERS).map((value) => ({
      value,
      kind: 'identifier',
      detail: localize('a key in this document'),
      documentation: NO_DOCUMENTATION,
    })),
    isIncomplete,
    accepts: (value) => (allowed === null || allowed.has(value)) && !isTaken(value),
  };
}

/** Whether the values of a type, or the items of a list, are IDREFs. */
function isReference(type: SimpleType | null): boolean {
  const reference = builtinType('IDREF')!;
  if (!type?.usesIds) return false;
  const isIdref = (one: SimpleType): boolean => derivesFrom(one, reference, new Set());
  if (type.variety === 'union') return type.memberTypes.some(isReference);
  return isIdref(type.itemType ?? type);
}
