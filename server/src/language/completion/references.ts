/** Entity references. */
import { scanName } from '../../xml/characters';
import { entitiesOf, predefinedEntities } from '../../xml/entities';
import type { GovernedDocument } from '../../workspace/document';
import { code } from '../support/markdown';
import type { CompletionItem } from './item';
import type { Localize } from '../../xml/problem';

/** In UTF-16 units; longer names are not completed. */
const MAX_NAME_LENGTH = 64;
/** The replacement text is shown up to this length, in UTF-16 units. */
const MAX_SHOWN = 40;

/**
 * The entities that can complete the reference at an offset; `null` where there is no reference.
 * @param isInAttribute external entities are not allowed there (XML 1.0, WFC: No External Entity References)
 */
export function referenceItems(
  { tree }: GovernedDocument,
  offset: number,
  isInAttribute: boolean,
  localize: Localize,
): CompletionItem[] | null {
  const typed = /&([^\s<>&;"'#]*)$/.exec(tree.slice(offset - MAX_NAME_LENGTH, offset))?.[1];
  if (typed === undefined) return null;
  const start = offset - typed.length;
  const after = tree.slice(start, offset + MAX_NAME_LENGTH);
  const nameEnd = Math.max(scanName(after, 0), typed.length);
  const isClosed = after[nameEnd] === ';';
  // Without a `;`, the text after the cursor does not belong to the reference: only what was typed is replaced.
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
        : item(name, replacement.length > MAX_SHOWN ? `${replacement.slice(0, MAX_SHOWN)}…` : replacement, replacement),
    ),
  ];
}
