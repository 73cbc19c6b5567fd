import { useOf, type IdentifierKind } from '../../vpc/identifiers/kinds';
import type { FactRole, Role } from '../../vpc/roles';
import type { GovernedDocument } from '../document';
import { partOf, saidBeside, saidOfPatch } from '../domain';
import type { Localize } from '../localize';
import { identifiersOf } from '../meant';
import { plain } from '../markdown';
import { SILENT } from './item';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './values';

/** Longer lists are cut: more comes when more is typed. */
export const MOST_IDENTIFIERS = 200;

/** What is known of an identifier's kind, and whether that was all. */
export interface KnownIdentifiers {
  readonly proposals: readonly Proposal[];
  readonly isIncomplete: boolean;
}

/**
 * The identifiers that may be meant where one is written: those of the document, the last used first, then those of the
 * other files of the workspace. Where a patch names itself, none: it must be a new one.
 * @param typed what stands there already; of a long list, those that hold it are kept
 */
export function identifierProposals(
  document: GovernedDocument,
  place: ValuePlace,
  typed: string,
  localize: Localize,
): KnownIdentifiers {
  const kind = place.attribute === null ? kindOf(document, place) : undefined;
  if (kind === undefined) return { proposals: [], isIncomplete: false };
  // No patch replaces or needs itself.
  const itself = kind === 'patch' ? saidOfPatch(document, place.element, 'patch-id') : null;
  const current = document.tree.slice(place.start, place.end);
  const beside = saidBeside(document, place.element);
  const isOther = (value: string): boolean => value !== itself && value !== current && !beside.has(value);
  const wanted = typed.toLowerCase();
  const all = found(document, kind, place.start, isOther);
  const isIncomplete = all.size > MOST_IDENTIFIERS;
  const kept = isIncomplete
    ? found(document, kind, place.start, (value) => isOther(value) && value.toLowerCase().includes(wanted))
    : all;
  const proposals = [...kept].slice(0, MOST_IDENTIFIERS).map(([value, isInDocument]): Proposal => ({
    value,
    kind: 'identifier',
    detail: isInDocument ? '' : localize('in another file'),
    documentation: kind === 'patch' ? () => titleOf(document, value) : SILENT,
  }));
  return { proposals, isIncomplete };
}

/** Names of a kind that suit, one more than are shown at most; each with whether it stands in the document. */
function found(
  document: GovernedDocument,
  kind: IdentifierKind,
  offset: number,
  suits: (value: string) => boolean,
): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>();
  const add = (values: Iterable<string>, isInDocument: boolean): void => {
    for (const value of values) {
      if (names.size > MOST_IDENTIFIERS) return;
      if (!names.has(value) && suits(value)) names.set(value, isInDocument);
    }
  };
  add(identifiersOf(document)?.valuesAround(kind, offset) ?? [], true);
  add(document.elsewhere?.known(kind) ?? [], false);
  return names;
}

function kindOf(document: GovernedDocument, { element }: ValuePlace): IdentifierKind | undefined {
  const part = partOf(document, element);
  if (part === undefined || part.within === null || part.role === 'publication') return undefined;
  const use = useOf(part.within, part.role as Role & FactRole);
  const isNew = use?.defines === true && (use.kind === 'patch' || use.kind === 'vendor');
  return isNew ? undefined : use?.kind;
}

/** The titles of the patches that an identifier may mean. */
function titleOf(document: GovernedDocument, id: string): string {
  const own = identifiersOf(document)?.defined('patch', id) ?? [];
  const titles = own.flatMap(({ patch }) => patch?.entry.value('title') ?? []);
  const others = titles.length > 0 ? [] : (document.elsewhere?.patches(id) ?? []).map(({ title }) => title);
  return [...new Set([...titles, ...others])].map(plain).join('\n\n');
}
