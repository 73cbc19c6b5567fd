import { url } from '../../../server/src/rules/publication/url';
import { patch, product, publication, testRule } from '../../support/ruleTester';

testRule(url, {
  valid: [
    ...[
      'https://example.com',
      'HTTP://example.com/',
      'ftp://example.com/patch.exe',
      'ftps://example.com/patch.exe',
      'sftp://example.com/patch.exe',
      'https://example.com?q=1',
      'https://example.com#part',
      'https://[2001:db8::1]:8443/help',
    ].map((address) => ({ name: address, code: patch({ 'information-url': address }) })),
    { name: 'an empty one, which another rule reports', code: patch({ 'information-url': '' }) },
    { name: 'a title', code: patch({ title: 'www.example.com' }) },
  ],
  invalid: [
    {
      name: 'www without a scheme',
      code: patch({ 'download-url': '[[www.example.com/a?b&c]]' }),
      errors: [{ message: 'noScheme', args: ['www.example.com/a?b&c'] }],
      output: patch({ 'download-url': 'https://www.example.com/a?b&c' }),
    },
    {
      name: 'a scheme-relative URL: adding a scheme is only suggested',
      code: publication({ url: '[[//example.com]]' }),
      errors: [
        {
          message: 'noScheme',
          args: ['//example.com'],
          suggestions: [
            { title: 'Replace with "https://example.com"', output: publication({ url: 'https://example.com' }) },
          ],
        },
      ],
      output: null,
    },
    ...[
      'file:///C:/patches',
      'https://',
      'https:// example.com',
      'https://example.com/a b',
      'mailto:patches@example.com',
      '\\\\server\\patches',
      '/help/5075906',
      'patches',
    ].map((address) => ({
      name: address,
      code: product({ url: `[[${address}]]` }),
      errors: [{ message: 'malformed', args: [address] }],
      output: null,
    })),
  ],
});
