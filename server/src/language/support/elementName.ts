import { scanName } from '../../xml/characters';

/** Why something is not done: an English template with its arguments. */
export interface Refusal {
  readonly refused: string;
  readonly args: readonly string[];
}

/** Why a text is not a valid element name (Namespaces in XML, [7] QName); `null` where it is. */
export function nameRefusal(name: string): Refusal | null {
  if (name === '' || scanName(name, 0) !== name.length) {
    return {
      refused:
        '"{0}" is not a valid XML name: a name starts with a letter or "_", followed by letters, digits, ".", "-" and "_".',
      args: [name],
    };
  }
  const parts = name.split(':');
  if (parts.length <= 2 && parts.every((part) => part !== '' && scanName(part, 0) === part.length)) return null;
  return {
    refused: '"{0}" is not a valid XML name: ":" is allowed only between a prefix and a local name.',
    args: [name],
  };
}
