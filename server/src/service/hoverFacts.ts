/** What hover adds to a value: the age of a date, what may follow a state, what an identifier stands for, an entity's text. */
import { patchFacts, productFacts } from '../vpc/identifiers/facts';
import type { Identifier } from '../vpc/identifiers/identifiers';
import { nextStates } from '../vpc/states';
import { scanName } from '../xml/characters';
import { entitiesOf, predefinedCharacter } from '../xml/entities';
import type { Placed } from '../xml/locate';
import type { ElementNode } from '../xml/nodes';
import type { Clock } from './clock';
import { dateMeaning } from './dateMeaning';
import type { GovernedDocument } from './document';
import { partOf } from './domain';
import type { Localize } from './localize';
import { bold, code, paragraphs, plain } from './markdown';
import { identifierAt, identifiersOf, namingsMeant } from './meant';

/** How many states of other entries are listed. */
const MOST_LISTED = 8;
/** How much of an entity's text is shown. */
const SHOWN = 200;

/** The day of a date and how far away it is; `''` for anything else. */
export function dateText(text: string, clock: Clock, localize: Localize): string {
  const meaning = dateMeaning(text, clock, localize);
  return meaning === null ? '' : plain(meaning);
}

/** The states that may follow the one that an element holds, and who says so; `''` where it holds none. */
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
  const follow = next.length === 0 ? localize('No state follows.') : localize('May be followed by:');
  const source = localize('The order of states is designed by this project: {0}', vocabulary.profile.sources.P ?? '');
  return paragraphs([plain(follow), ...(next.length === 0 ? [] : [next.join(', ')])].join(' '), `*${plain(source)}*`);
}

/** What an identifier stands for, and where else it is named; `''` where none stands at the offset. Yields. */
export function* identifierText(
  document: GovernedDocument,
  offset: number,
  localize: Localize,
): Generator<void, string, undefined> {
  const asked = identifierAt(document, offset);
  if (asked === null) return '';
  const places = yield* namingsMeant(document, asked);
  const own = places.filter(({ uri }) => uri === null).length;
  const files = new Set(places.flatMap(({ uri }) => uri ?? [])).size;
  const counts = [
    localize('Places in this file: {0}', String(own)),
    files > 0 ? localize('in other files: {0}', String(files)) : '',
  ];
  return paragraphs(subjectText(document, asked, localize), plain(counts.filter((part) => part !== '').join(', ')));
}

function subjectText(document: GovernedDocument, asked: Identifier, localize: Localize): string {
  if (asked.kind === 'patch') return patchText(document, asked, localize);
  return asked.kind === 'product' ? productText(document, asked, localize) : '';
}

function patchText(document: GovernedDocument, { value, patch, defines }: Identifier, localize: Localize): string {
  const described = defines ? patch && [patchFacts(patch.entry)] : null;
  const facts = described ?? patchesCalled(document, value);
  const [first] = facts;
  if (first === undefined) return plain(localize('No file of the workspace describes this patch.'));
  const details = [first.severity, first.type, first.released].filter((part) => part !== '').map(code);
  const states = first.products
    .slice(0, MOST_LISTED)
    .map(({ id, versions, state }) => `- ${plain([id, ...versions].join(' '))}: ${code(state)}`);
  const more = first.products.length - states.length;
  if (more > 0) states.push(`- ${plain(localize('and {0} more', String(more)))}`);
  return paragraphs(bold(first.title), details.join(' · '), states.join('\n'));
}

function patchesCalled(document: GovernedDocument, id: string) {
  const own = document.vocabulary === null ? [] : ownPatches(document, id);
  return own.length > 0 ? own : (document.elsewhere?.patches(id) ?? []);
}

function ownPatches(document: GovernedDocument, id: string) {
  const defined = identifiersOf(document)?.defined('patch', id) ?? [];
  return defined.flatMap(({ patch }) => (patch === null ? [] : [patchFacts(patch.entry)]));
}

/** The states of the same product under other patches. */
function productText(document: GovernedDocument, asked: Identifier, localize: Localize): string {
  const lines: string[] = [];
  let listed = 0;
  for (const { start, patch, product } of identifiersOf(document)?.named('product', asked.value) ?? []) {
    if (start === asked.start) continue;
    if (listed++ === MOST_LISTED) break;
    if (patch === null || product === null) continue;
    const { versions, state } = productFacts(product.entry);
    lines.push(`- ${plain([patchFacts(patch.entry).id, ...versions].join(' '))}: ${code(state)}`);
  }
  return lines.length === 0 ? '' : `${plain(localize('Elsewhere in this file:'))}\n${lines.join('\n')}`;
}

/** The reference around an offset and what it stands for; `null` where there is none. */
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
  const stands = predefinedCharacter(name) ?? entity?.replacement;
  const end = start + nameEnd + 1;
  if (stands == null) {
    return entity === undefined
      ? null
      : { markdown: plain(localize('An external entity: it is not read.')), start, end };
  }
  const shown = stands.length > SHOWN ? `${stands.slice(0, SHOWN)}…` : stands;
  return { markdown: paragraphs(bold(`&${name};`), code(shown)), start, end };
}
