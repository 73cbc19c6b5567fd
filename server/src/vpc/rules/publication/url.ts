import type { FactRole } from '../../roles';
import { replacement, type Fix } from '../fixes';
import { patchExample, productExample } from '../examples';
import { onValues, type Rule } from '../rule';

const ADDRESSES: readonly FactRole[] = ['url', 'information-url', 'download-url'];

/** An address with a scheme that browsers open (RFC 3986, 3986bis: no blanks, something behind the scheme). */
const ADDRESS = /^(?:https?|ftps?|sftp):\/\/[^\s/?#]+(?:[/?#]\S*)?$/iu;

/** vpc/url: an address can be opened. */
export const url: Rule = {
  id: 'vpc/url',
  title: 'An address can be opened as it stands',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    noScheme:
      '"{0}" does not start with https:// or another scheme, so readers cannot open it. Write the whole address.',
    malformed:
      '"{0}" is no address that can be opened. Write the whole address, without blanks: https://, the server, the path.',
  },
  docs: {
    what: 'An address must be absolute, with one of the schemes https, http, ftp, ftps or sftp, and without blanks.',
    why: 'Readers and tools open the address. Paths on your own computer or network, and addresses without a scheme, lead nowhere.',
    todo: 'Copy the address from the browser.',
  },
  examples: {
    valid: [patchExample('an address', { 'information-url': 'https://support.example.com/help?id=5075906&lang=en' })],
    invalid: [
      patchExample('no scheme', { 'information-url': 'www.example.com/help' }),
      productExample('a folder of the own network', { url: '\\\\server\\patches\\KB5075906.docx' }),
    ],
  },
  ...onValues(ADDRESSES, function* (fact) {
    const { value } = fact;
    if (value === '' || ADDRESS.test(value)) return;
    const isBare = /^(?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]\S*)?$/u.test(value);
    yield { message: isBare ? 'noScheme' : 'malformed', args: [value], range: fact.range };
  }),
  fixes: (problem) => (problem.message === url.messages.noScheme ? withScheme(problem) : []),
};

function withScheme(problem: Parameters<typeof replacement>[0]): Fix[] {
  const address = `https://${problem.args[0]!.replace(/^\/\//, '')}`;
  return ADDRESS.test(address) ? [replacement(problem, address, /^www\./i.test(problem.args[0]!))] : [];
}
