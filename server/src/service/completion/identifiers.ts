import { useOf, type IdentifierKind } from '../../vpc/identifiers/kinds';
import type { FactRole, Role } from '../../vpc/roles';
import type { GovernedDocument } from '../document';
import { partOf, saidOfPatch } from '../domain';
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
  const own = [...(identifiersOf(document)?.values(kind) ?? [])].reverse();
  const others = [...(document.elsewhere?.known(kind) ?? [])];
  const inDocument = new Set(own);
  const wanted = typed.toLowerCase();
  // No patch replaces or needs itself.
  const itself = kind === 'patch' ? saidOfPatch(document, place.element, 'patch-id') : null;
  const all = [...new Set([...own, ...others])].filter((value) => value !== itself);
  const found = all.length > MOST_IDENTIFIERS ? all.filter((value) => value.toLowerCase().includes(wanted)) : all;
  return {
    proposals: found.slice(0, MOST_IDENTIFIERS).map((value) => ({
      value,
      kind: 'identifier',
      detail: inDocument.has(value) ? '' : localize('in another file'),
      documentation: kind === 'patch' ? () => titleOf(document, value) : SILENT,
    })),
    isIncomplete: all.length > MOST_IDENTIFIERS,
  };
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
