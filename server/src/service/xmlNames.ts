import { scanName } from '../xml/characters';

/** An English template with its arguments: why something is not done. */
export interface Refusal {
  readonly refused: string;
  readonly args: readonly string[];
}

/** Why a text cannot be an element's name (Namespaces in XML, production 7 QName); `null` where it can. */
export function nameRefusal(name: string): Refusal | null {
  if (name === '' || scanName(name, 0) !== name.length) {
    return {
      refused:
        '"{0}" is no name: a name begins with a letter or "_", and goes on with letters, digits, ".", "-" and "_".',
      args: [name],
    };
  }
  const parts = name.split(':');
  if (parts.length <= 2 && parts.every((part) => part !== '' && scanName(part, 0) === part.length)) return null;
  return { refused: '"{0}" is no name: a ":" stands only between a prefix and a name.', args: [name] };
}
