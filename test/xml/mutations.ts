/** Texts that are inserted into documents: delimiters and names of XML, and characters that it does not allow. */
const PIECES = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '=',
  ':',
  '!',
  '?',
  '-',
  '--',
  ']',
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?',
  '?>',
  ' ',
  '\n',
  '\r',
  '\t',
  'a',
  'xml',
  'xmlns',
  'xmlns:p',
  'p:',
  '0',
  ';',
  '&#',
  '&#x0;',
  '&lt;',
  '&no;',
  '</a>',
  '<a>',
  '<b/>',
  '<b c="d"/>',
  ' e="f"',
  '\u0000',
  '\uFFFF',
  '\uD800',
  '\u{10000}',
  '\u00B7',
  '\u3000',
  '%',
  '[',
  '<!DOCTYPE a>',
  '#',
  '.',
];

/** `document` after `count` mutations: a token or character deleted, inserted, replaced, duplicated or swapped with the next. */
export function mutated(document: string, count: number, random: (limit: number) => number): string {
  let text = document;
  for (let i = 0; i < count; i++) text = mutatedOnce(text, random);
  return text;
}

function mutatedOnce(text: string, random: (limit: number) => number): string {
  const tokens = text.match(/<!--|-->|<!\[CDATA\[|\]\]>|[\w:.-]+|\s+|[^]/g) ?? [];
  const isByToken = random(2) === 0;
  const parts = isByToken ? tokens : Array.from(text);
  const at = random(Math.max(1, parts.length));
  const piece = PIECES[random(PIECES.length)]!;
  const part = parts[at] ?? '';
  switch (random(5)) {
    case 0:
      parts.splice(at, 1);
      break;
    case 1:
      parts.splice(at, 0, piece);
      break;
    case 2:
      parts.splice(at, 1, piece);
      break;
    case 3:
      parts.splice(at, 0, part);
      break;
    default:
      parts.splice(at, 2, parts[at + 1] ?? '', part);
  }
  return parts.join('');
}
