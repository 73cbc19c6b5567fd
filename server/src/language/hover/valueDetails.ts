/** What hover adds to a value: the age of a date, the next states, the symbol of an identifier, the text of an entity. */
import { patchRecord, productRecord } from '../../domain/identifiers/records';
import type { Identifier } from '../../domain/identifiers/identifiers';
import { symbolOccurrenceOf } from '../../domain/identifiers/symbols';
import { nextStates } from '../../domain/states';
import { scanName } from '../../xml/characters';
import { shown } from '../../xml/invisible';
import { entitiesOf, predefinedCharacter } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import type { Clock } from '../../domain/clock';
import { relativeDate } from '../support/relativeDate';
import type { GovernedDocument } from '../../workspace/document';
import { partOf } from '../support/vocabularyAt';
import type { Localize } from '../../xml/problem';
import { bold, code, paragraphs, plain } from '../support/markdown';
import { identifierAt, identifiersOf, findSymbolOccurrences } from '../occurrences';
import type { Task } from '../../xml/task';

/** How many states of other entries are listed: more do not fit in a hover. */
const MAX_LISTED = 8;
/** In UTF-16 units of an entity's text. */
const MAX_SHOWN = 200;

/** The weekday of a date and its distance from today; `''` for anything else. */
export function dateText(text: string, clock: Clock, localize: Localize): string {
  const date = relativeDate(text, clock, localize);
  return date === null ? '' : plain(date);
}

/** The states that can follow the one in an element, with their source; `''` where it holds no state. */
export function stateText(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  text: string,
  localize: Localize,
): string {
  const { vocabulary } = document;
  const state = vocabulary?.state(text);
  if (!vocabulary || !state || partOf(document, element)?.role !== 'state') return '';
  const next = nextStates(vocabulary.profile, state.id).map(({ value }) => code(value));
  const follow = next.length === 0 ? localize('No further state.') : localize('May be followed by:');
  const source = localize('Source of the state order: {0}', localize(vocabulary.profile.sources.P ?? ''));
  return paragraphs([plain(follow), ...(next.length === 0 ? [] : [next.join(', ')])].join(' '), `*${plain(source)}*`);
}

/** The symbol of the identifier at an offset and its number of occurrences; `''` where there is none. */
export function* identifierText(document: GovernedDocument, offset: number, localize: Localize): Task<string> {
  const identifier = identifierAt(document, offset);
  if (identifier === null) return '';
  const occurrences = yield* findSymbolOccurrences(document, identifier);
  const own = occurrences.filter(({ uri }) => uri === null).length;
  const files = new Set(occurrences.flatMap(({ uri }) => uri ?? [])).size;
  const counts = [
    localize('Occurrences in this file: {0}', String(own)),
    files > 0 ? localize('in other files: {0}', String(files)) : '',
  ];
  return paragraphs(
    subjectText(document, identifier, localize),
    plain(counts.filter((part) => part !== '').join(', ')),
  );
}

function subjectText(document: GovernedDocument, identifier: Identifier, localize: Localize): string {
  if (identifier.kind === 'patch') return patchText(document, identifier, localize);
  return identifier.kind === 'product' ? productText(document, identifier, localize) : '';
}

function patchText(document: GovernedDocument, identifier: Identifier, localize: Localize): string {
  const { value, patch, defines } = identifier;
  const own = defines ? patch && [patchRecord(patch.entry)] : null;
  const [first] = own ?? patchesNamed(document, value, symbolOccurrenceOf(identifier).vendor);
  if (first === undefined) return plain(localize('No file in the workspace describes this patch.'));
  const details = [first.severity, first.type, first.released].filter((part) => part !== '').map(code);
  const states = first.products
    .slice(0, MAX_LISTED)
    .map(({ id, versions, state }) => `- ${plain(shown([id, ...versions].join(' ')))}: ${code(state)}`);
  const more = first.products.length - states.length;
  if (more > 0) states.push(`- ${plain(localize('and {0} more', String(more)))}`);
  return paragraphs(bold(first.title), details.join(' · '), states.join('\n'));
}

function patchesNamed(document: GovernedDocument, id: string, vendor: string) {
  const own = document.vocabulary === null ? [] : ownPatches(document, id, vendor);
  return own.length > 0 ? own : (document.otherPublications?.patchesNamed(id, vendor) ?? []);
}

function ownPatches(document: GovernedDocument, id: string, vendor: string) {
  const defined = identifiersOf(document)?.defined('patch', id, vendor) ?? [];
  return defined.flatMap(({ patch }) => (patch === null ? [] : [patchRecord(patch.entry)]));
}

/** The states of the same product under other patches. */
function productText(document: GovernedDocument, identifier: Identifier, localize: Localize): string {
  const lines: string[] = [];
  let listed = 0;
  for (const { start, patch, product } of identifiersOf(document)?.named('product', identifier.value) ?? []) {
    if (start === identifier.start) continue;
    if (listed++ === MAX_LISTED) break;
    if (patch === null || product === null) continue;
    const { versions, state } = productRecord(product.entry);
    lines.push(`- ${plain(shown([patchRecord(patch.entry).id, ...versions].join(' ')))}: ${code(state)}`);
  }
  return lines.length === 0 ? '' : `${plain(localize('Elsewhere in this file:'))}\n${lines.join('\n')}`;
}

/** The entity reference around an offset and its replacement text; `null` where there is none or the entity is unknown. */
export function referenceAt(
  { tree }: GovernedDocument,
  offset: number,
  localize: Localize,
): { readonly markdown: string; readonly start: number; readonly end: number } | null {
  const before = /&[^\s<>&;"']*$/.exec(tree.slice(offset - 64, offset));
  const start = before === null ? offset : offset - before[0].length;
  const text = tree.slice(start, start + 130);
  const nameEnd = scanName(text, 1);
  if (!text.startsWith('&') || nameEnd === 1 || text[nameEnd] !== ';') return null;
  const name = text.slice(1, nameEnd);
  const entity = entitiesOf(tree).general.get(name);
  const replacement = predefinedCharacter(name) ?? entity?.replacement;
  const end = start + nameEnd + 1;
  if (replacement == null) {
    return entity === undefined ? null : { markdown: plain(localize('External entity, not read.')), start, end };
  }
  const cut = replacement.length > MAX_SHOWN ? `${replacement.slice(0, MAX_SHOWN)}…` : replacement;
  return { markdown: paragraphs(bold(`&${name};`), code(cut)), start, end };
}
