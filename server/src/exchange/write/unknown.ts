/** Reasons for names that a file does not have, with the nearest ones that it has. */
import { nearest, nearestFirst } from '../../xml/nearest';
import type { Reason } from './change';

/** How many names a message lists where none is similar. */
const MAX_LISTED = 3;

const MESSAGES = {
  patch: {
    plain: 'No patch "{0}" in this file.',
    similar: 'No patch "{0}" in this file. Did you mean {1}?',
    listed: 'No patch "{0}" in this file. The nearest names are {1}.',
  },
  product: {
    plain: 'No product "{0}" in this file.',
    similar: 'No product "{0}" in this file. Did you mean {1}?',
    listed: 'No product "{0}" in this file. The nearest names are {1}.',
  },
} as const;

/** The reason for a patch or product that is not in the file. @param known the names in the file, each once */
export function unknownName(kind: keyof typeof MESSAGES, name: string, known: readonly string[]): Reason {
  const compared = name.replaceAll('*', '');
  const { plain, similar, listed } = MESSAGES[kind];
  const near = nearest(compared, known);
  const shown = near.length > 0 ? near : nearestFirst(compared, known).slice(0, MAX_LISTED);
  const message = shown.length === 0 ? plain : near.length > 0 ? similar : listed;
  const names = shown.map((text) => `"${text}"`).join(', ');
  return { kind: 'unknown', message, args: shown.length === 0 ? [name] : [name, names] };
}
