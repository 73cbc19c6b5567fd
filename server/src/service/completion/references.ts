/** What may stand between `&` and `;`. */
import { scanName } from '../../xml/characters';
import { entitiesOf, predefinedEntities } from '../../xml/entities';
import type { GovernedDocument } from '../document';
import type { Localize } from '../localize';
import { code } from '../markdown';
import type { CompletionItem } from './item';

/** Longer names are not looked for. */
const LONGEST = 64;
/** How much of what an entity stands for is shown beside it. */
const SHOWN = 40;

/**
 * The entities whose names may complete the reference that is being written at an offset; `null` where none is.
 * @param isInAttribute an attribute's value holds no reference to an external entity (XML 1.0, WFC: No External Entity References)
 */
export function referenceItems(
  { tree }: GovernedDocument,
  offset: number,
  isInAttribute: boolean,
  localize: Localize,
): CompletionItem[] | null {
  const typed = /&([^\s<>&;"'#]*)$/.exec(tree.slice(offset - LONGEST, offset))?.[1];
  if (typed === undefined) return null;
  const start = offset - typed.length;
  const behind = tree.slice(start, offset + LONGEST);
  const nameEnd = Math.max(scanName(behind, 0), typed.length);
  const isClosed = behind[nameEnd] === ';';
  // What follows an `&` without an end is text: only what was typed is replaced.
  const end = isClosed ? start + nameEnd : offset;
  const item = (name: string, detail: string, replacement: string): CompletionItem => ({
    label: `&${name};`,
    kind: 'entity',
    detail,
    documentation: () => (replacement === '' ? '' : code(replacement)),
    start,
    end,
    filterText: name,
    text: isClosed ? name : `${name};`,
    isSnippet: false,
    required: false,
  });
  const { general, recursive } = entitiesOf(tree);
  const declared = [...general.values()].filter(
    ({ name, notation, replacement }) =>
      notation === null && !recursive.has(name) && !(isInAttribute && replacement === null),
  );
  return [
    ...predefinedEntities().map(([name, character]) => item(name, character, '')),
    ...declared.map(({ name, replacement, systemId }) =>
      replacement === null
        ? item(name, localize('external: {0}', systemId ?? ''), '')
        : item(name, replacement.length > SHOWN ? `${replacement.slice(0, SHOWN)}…` : replacement, replacement),
    ),
  ];
}
