import { visibleText } from '../../xml/invisible';
import type { FieldRole } from '../../domain/roles';
import { replaceValue, type Fix } from '../fixes';
import { patchExample, productExample } from '../examples';
import { onValues, type Rule } from '../rule';

const URL_ROLES: readonly FieldRole[] = ['url', 'information-url', 'download-url'];

/** A URL with a scheme that browsers open, a host and no whitespace (RFC 3986). */
const URL_SYNTAX = /^(?:https?|ftps?|sftp):\/\/[^\s/?#]+(?:[/?#]\S*)?$/iu;

export const url: Rule = {
  id: 'vpc/url',
  title: 'A URL can be opened',
  severity: 'warning',
  provenance: 'P',
  preset: 'extended',
  messages: {
    noScheme: '"{0}" has no scheme such as https://, so it cannot be opened. Enter the full URL.',
    malformed:
      '"{0}" is not a valid URL, so it cannot be opened. Enter the full URL without whitespace: https://, host, path.',
  },
  docs: {
    what: 'A URL must be absolute, use one of the schemes https, http, ftp, ftps or sftp, and contain no whitespace.',
    why: 'Readers and tools open the URL. Paths on your own computer or network, and URLs without a scheme, lead nowhere.',
    todo: 'Copy the URL from the browser.',
  },
  examples: {
    valid: [patchExample('a URL', { 'information-url': 'https://support.example.com/help?id=5075906&lang=en' })],
    invalid: [
      patchExample('no scheme', { 'information-url': 'www.example.com/help' }),
      productExample('a folder on the local network', { url: '\\\\server\\patches\\KB5075906.docx' }),
    ],
  },
  ...onValues(URL_ROLES, function* (field) {
    const value = visibleText(field.value).trim();
    if (value === '' || URL_SYNTAX.test(value)) return;
    const isBare = /^(?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]\S*)?$/u.test(value);
    yield { message: isBare ? 'noScheme' : 'malformed', args: [value], range: field.range };
  }),
  fixes: (problem) => (problem.message === url.messages.noScheme ? withScheme(problem) : []),
};

function withScheme(problem: Parameters<typeof replaceValue>[0]): Fix[] {
  const address = `https://${problem.args[0]!.replace(/^\/\//, '')}`;
  return URL_SYNTAX.test(address) ? [replaceValue(problem, address, /^www\./i.test(problem.args[0]!))] : [];
}
