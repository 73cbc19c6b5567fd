/** The values of attributes in schema documents, as typed by the schema for schemas. */
import { builtinType, check } from '../simpleTypes';
import type { PrefixScope, ValueContext } from '../simpleTypes/types';
import type { ValueKind } from './grammar';

const NO_ENTITIES: ReadonlySet<string> = new Set();

/** Whether a value is of that kind; surrounding whitespace is ignored. */
export function isValueOf(kind: ValueKind, value: string, scope: PrefixScope): boolean {
  if (typeof kind === 'object') {
    if ('oneOf' in kind) return kind.oneOf.includes(value.trim());
    return value.trim() === '#all' || words(value).every((word) => kind.derivations.includes(word));
  }
  switch (kind) {
    case 'any':
      return true;
    case 'occurrenceLimit':
      return value.trim() === 'unbounded' || isOfBuiltin('nonNegativeInteger', value, scope);
    case 'zeroOrOne':
      return isOfBuiltin('nonNegativeInteger', value, scope) && Number(value) <= 1;
    case 'namespaceList':
      return isNamespaceList(value, scope);
    case 'QNames':
      return words(value).every((word) => isOfBuiltin('QName', word, scope));
    default:
      return isOfBuiltin(kind, value, scope);
  }
}

/** The allowed values of a kind, for messages. */
export function expectedValue(kind: ValueKind): string {
  if (typeof kind === 'object') {
    return 'oneOf' in kind ? kind.oneOf.join(', ') : ['#all', ...kind.derivations].join(', ');
  }
  const words: Partial<Record<string, string>> = {
    occurrenceLimit: 'nonNegativeInteger, unbounded',
    zeroOrOne: '0, 1',
    namespaceList: '##any, ##other, ##targetNamespace, ##local, anyURI',
    QNames: 'QName …',
  };
  return words[kind] ?? kind;
}

/** The items of a list value. */
export function words(value: string): string[] {
  return value.split(/[ \t\r\n]+/).filter((word) => word !== '');
}

function isNamespaceList(value: string, scope: PrefixScope): boolean {
  const list = words(value);
  if (list.length === 1 && (list[0] === '##any' || list[0] === '##other')) return true;
  return list.every((word) =>
    word.startsWith('##') ? word === '##targetNamespace' || word === '##local' : isOfBuiltin('anyURI', word, scope),
  );
}

function isOfBuiltin(local: string, value: string, scope: PrefixScope): boolean {
  // An undeclared prefix is reported where the name is resolved.
  if (local === 'QName') {
    const parts = value.trim().split(':');
    return parts.length <= 2 && parts.every((part) => part === part.trim() && isOfBuiltin('NCName', part, scope));
  }
  const type = builtinType(local);
  if (type === undefined) throw new Error(`No built-in type ${local}`);
  const context: ValueContext = { scope, unparsedEntities: NO_ENTITIES, isNotation: () => false };
  return check(type, value, context) === null;
}
