import { identifierKey } from '../../domain/identifiers/keys';
import { useOf, type IdentifierKind } from '../../domain/identifiers/kinds';
import type { FieldRole, Role } from '../../domain/roles';
import { entitiesOf } from '../../xml/entities';
import { contentValue } from '../../xml/values';
import type { GovernedDocument } from '../../workspace/document';
import { partOf, siblingValues, patchValueAt, valueAround } from '../support/vocabularyAt';
import { identifiersOf } from '../occurrences';
import { plain } from '../support/markdown';
import { NO_DOCUMENTATION } from './item';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './item';
import type { Localize } from '../../xml/problem';

/** Longer lists are cut, and filtered again when more is typed. */
export const MAX_IDENTIFIERS = 200;

/** Known identifiers of a kind, and whether the list was cut. */
export interface KnownIdentifiers {
  readonly proposals: readonly Proposal[];
  readonly isIncomplete: boolean;
}

/**
 * The identifiers for a reference: those of the document, the nearest first, then those of the other files of the workspace.
 * None for the identifier of a patch or vendor itself, which must be new.
 * @param typed the text before the cursor; it filters lists that are too long
 */
export function identifierProposals(
  document: GovernedDocument,
  place: ValuePlace,
  typed: string,
  localize: Localize,
): KnownIdentifiers {
  const kind = place.attribute === null ? kindOf(document, place) : undefined;
  const { vocabulary } = document;
  if (kind === undefined || vocabulary === null) return { proposals: [], isIncomplete: false };
  const vendor = kind === 'patch' ? (valueAround(document, place.element, 'patch-vendor', 'vendor-id') ?? '') : '';
  const keyOf = (value: string): string => identifierKey(vocabulary.identity, { kind, value, vendor });
  // A patch does not supersede or require itself.
  const itself = kind === 'patch' ? patchValueAt(document, place.element, 'patch-id') : null;
  // In an element that is not closed yet, the range is only the part of the value without references.
  const current = contentValue(place.element.node, entitiesOf(document.tree)).trim();
  const present = new Set([...siblingValues(document, place.element), ...(itself === null ? [] : [itself])].map(keyOf));
  // Another spelling of the value itself is offered.
  const written = [current, document.tree.slice(place.start, place.end)];
  const isOther = (value: string): boolean => !written.includes(value) && !present.has(keyOf(value));
  const wanted = typed.toLowerCase();
  const all = matching(document, kind, place.start, isOther, keyOf);
  const isIncomplete = all.size > MAX_IDENTIFIERS;
  const isWanted = (value: string): boolean =>
    isOther(value) && (value.toLowerCase().includes(wanted) || keyOf(value).includes(wanted));
  const kept = isIncomplete ? matching(document, kind, place.start, isWanted, keyOf) : all;
  const proposals = [...kept].slice(0, MAX_IDENTIFIERS).map(([value, isInDocument]): Proposal => ({
    value,
    kind: 'identifier',
    detail: isInDocument ? '' : localize('in another file'),
    documentation: kind === 'patch' ? () => titleOf(document, value, vendor) : NO_DOCUMENTATION,
  }));
  return { proposals, isIncomplete };
}

/** The accepted identifiers of a kind, at most one more than are shown; each with whether it is in the document. */
function matching(
  document: GovernedDocument,
  kind: IdentifierKind,
  offset: number,
  accepts: (value: string) => boolean,
  keyOf: (value: string) => string,
): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>();
  const keys = new Set<string>();
  const add = (values: Iterable<string>, isInDocument: boolean): void => {
    for (const value of values) {
      if (names.size > MAX_IDENTIFIERS) return;
      // Of several spellings, the nearest one is offered.
      if (names.has(value) || !accepts(value) || keys.has(keyOf(value))) continue;
      names.set(value, isInDocument);
      keys.add(keyOf(value));
    }
  };
  add(identifiersOf(document)?.valuesAround(kind, offset) ?? [], true);
  add(document.otherPublications?.known(kind) ?? [], false);
  return names;
}

function kindOf(document: GovernedDocument, { element }: ValuePlace): IdentifierKind | undefined {
  const part = partOf(document, element);
  if (part === undefined || part.within === null || part.role === 'publication') return undefined;
  const use = useOf(part.within, part.role as Role & FieldRole);
  const isNew = use?.defines === true && (use.kind === 'patch' || use.kind === 'vendor');
  return isNew ? undefined : use?.kind;
}

/** The titles of the patches with an identifier, as Markdown. */
function titleOf(document: GovernedDocument, id: string, vendor: string): string {
  const own = identifiersOf(document)?.defined('patch', id, vendor) ?? [];
  const titles = own.flatMap(({ patch }) => patch?.entry.value('title') ?? []);
  const others =
    titles.length > 0 ? [] : (document.otherPublications?.patchesNamed(id, vendor) ?? []).map(({ title }) => title);
  return [...new Set([...titles, ...others])].map(plain).join('\n\n');
}
