// Seeded changes of a document of any vocabulary: one each, valid or not, and always well-formed.

const LEAF = /<([\w.-]+(?::[\w.-]+)?)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?:\/>|>([^<]*)<\/\1\s*>)/g;
const ATTRIBUTE = /\s([^\s=<>/"']+)\s*=\s*"([^"<]*)"/g;

const VALUES = [
  '',
  'x',
  '0',
  '-1',
  '1.5',
  'true',
  'TRUE',
  '2026-02-30',
  '2026-02-11T08:00:00Z',
  ' a  b ',
  'a:b',
  'PT5M',
  '%',
  'en_US',
];

/** What each change makes of a leaf element: its parts in, the text in its place out; `null` where it does not apply. */
const LEAVES = {
  value: ({ name, attributes, text }, pick) =>
    text === undefined ? null : `<${name}${attributes}>${VALUES[pick(VALUES.length)]}</${name}>`,
  misspelt: ({ name, attributes, text = '' }) => `<${name}x${attributes}>${text}</${name}x>`,
  missing: () => '',
  twice: ({ whole }) => whole + whole,
  unknown: ({ whole }) => `<unknown>1</unknown>${whole}`,
  inside: ({ name, attributes, text = '' }) => `<${name}${attributes}>${text}<unknown/></${name}>`,
  stray: ({ whole }) => `text${whole}`,
  attribute: ({ name, attributes, text = '' }) => `<${name}${attributes} unknown="1">${text}</${name}>`,
};

/** The same for an attribute. Namespace declarations are left alone: without them, most documents mean nothing. */
const ATTRIBUTES = {
  attributeValue: ({ name }, pick) => ` ${name}="${VALUES[pick(VALUES.length)]}"`,
  attributeMissing: () => '',
  attributeMisspelt: ({ name, value }) => ` ${name}x="${value}"`,
};

/**
 * A document with one change.
 * @param {string} text
 * @param {(limit: number) => number} pick
 * @returns {{ change: string, text: string } | null} `null` where the change that was drawn does not apply
 */
export function mutant(text, pick) {
  const onAttribute = pick(3) === 0;
  const table = onAttribute ? ATTRIBUTES : LEAVES;
  const names = Object.keys(table);
  const change = names[pick(names.length)];
  const places = [...text.matchAll(onAttribute ? ATTRIBUTE : LEAF)].filter(
    ([, name], index) =>
      index > 0 && !/^(?:xmlns|xsi|xml)(?::|$)/.test(name) && name !== 'version' && name !== 'encoding',
  );
  if (places.length === 0) return null;
  const place = places[pick(places.length)];
  const [whole, name, second, third] = place;
  const parts = onAttribute ? { whole, name, value: second } : { whole, name, attributes: second, text: third };
  const changed = table[change](parts, pick);
  if (changed === null || changed === whole) return null;
  return { change, text: text.slice(0, place.index) + changed + text.slice(place.index + whole.length) };
}
