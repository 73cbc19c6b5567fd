import { cveSyntax } from '../../../server/src/rules/identifiers/cveSyntax';
import { patch, patches, testRule } from '../../support/ruleTester';

/** A number in another form, and the result of the preferred fix. */
const written = (code: string, output: string) => ({
  name: `"${code}" becomes ${output}`,
  code: patch({ vulnerability: `[[${code}]]` }),
  errors: [{ message: 'syntax', args: [code] }],
  output: patch({ vulnerability: output }),
});

testRule(cveSyntax, {
  valid: [
    { name: 'the first year with CVE numbers', code: patch({ vulnerability: 'CVE-1999-0001' }) },
    { name: 'four digits with leading zeros', code: patch({ vulnerability: 'CVE-2026-0519' }) },
    { name: 'seven digits', code: patch({ vulnerability: 'CVE-2014-1234567' }) },
    { name: 'a bulletin', code: patch({ bulletin: 'ADV990001' }) },
    { name: 'whitespace around it', code: patch({ vulnerability: '\n  CVE-2026-21519\n' }) },
  ],
  invalid: [
    written('cve-2026-21519', 'CVE-2026-21519'),
    written('CVE 2026 21519', 'CVE-2026-21519'),
    written('2026-21519', 'CVE-2026-21519'),
    written('CVE‑2026‑21519', 'CVE-2026-21519'),
    written('CVE-2026-021519', 'CVE-2026-21519'),
    written('CVE-2026-00519', 'CVE-2026-0519'),
    written('cve-2026-0519', 'CVE-2026-0519'),
    {
      name: 'reports the invalid number only, not the valid one beside it',
      code: patch({ vulnerability: ['CVE-2026-21519', '\n  [[cve-2026-21520]]\n'] }),
      errors: [{ message: 'syntax', args: ['cve-2026-21520'] }],
      output: patch({ vulnerability: ['CVE-2026-21519', '\n  CVE-2026-21520\n'] }),
    },
    {
      name: 'the numbers of two patches',
      code: patches({ vulnerability: '[[2026-21519]]' }, { vulnerability: '[[2026-21520]]' }),
      errors: [
        { message: 'syntax', args: ['2026-21519'] },
        { message: 'syntax', args: ['2026-21520'] },
      ],
      output: patches({ vulnerability: 'CVE-2026-21519' }, { vulnerability: 'CVE-2026-21520' }),
    },
    ...['CVE-2026-26108, CVE-2026-26109', 'cve-2026-26108;2026-26109', 'CVE-2026-26108 and CVE-2026-26109'].map(
      (list) => ({
        name: `"${list}" becomes two elements`,
        code: patch({ vulnerability: ['CVE-2026-1000', `[[${list}]]`, 'CVE-2026-2000'] }),
        errors: [{ message: 'list', args: [list] }],
        output: patch({ vulnerability: ['CVE-2026-1000', 'CVE-2026-26108', 'CVE-2026-26109', 'CVE-2026-2000'] }),
      }),
    ),
    {
      name: 'a list in one line with other elements',
      code: `<publication>
  <patch-vendor>
    <patch>
      <patch-id>KB1</patch-id><vulnerability>[[CVE-2026-1000/CVE-2026-2000]]</vulnerability>
    </patch>
  </patch-vendor>
</publication>
`,
      errors: [{ message: 'list', args: ['CVE-2026-1000/CVE-2026-2000'] }],
      output: `<publication>
  <patch-vendor>
    <patch>
      <patch-id>KB1</patch-id><vulnerability>CVE-2026-1000</vulnerability><vulnerability>CVE-2026-2000</vulnerability>
    </patch>
  </patch-vendor>
</publication>
`,
    },
    {
      name: 'a list with something else',
      code: patch({ vulnerability: '[[CVE-2026-1000, ADV990001]]' }),
      errors: [{ message: 'syntax', args: ['CVE-2026-1000, ADV990001'] }],
      output: null,
    },
    {
      name: 'missing digits: adding them is only suggested',
      code: patch({ vulnerability: '[[CVE-2026-519]]' }),
      errors: [
        {
          message: 'syntax',
          args: ['CVE-2026-519'],
          suggestions: [{ title: 'Replace with "CVE-2026-0519"', output: patch({ vulnerability: 'CVE-2026-0519' }) }],
        },
      ],
      output: null,
    },
    {
      name: 'a year before the first one',
      code: patch({ vulnerability: '[[CVE-1998-0001]]' }),
      errors: [{ message: 'syntax', args: ['CVE-1998-0001'] }],
      output: null,
    },
    {
      name: 'the identifier of an advisory',
      code: patch({ vulnerability: '[[ADV990001]]' }),
      errors: [{ message: 'syntax', args: ['ADV990001'] }],
      output: null,
    },
    {
      name: 'an empty value, at the name of the element',
      code: `<publication>
  <patch-vendor>
    <patch>
      <[[vulnerability]]></vulnerability>
    </patch>
  </patch-vendor>
</publication>
`,
      errors: [{ message: 'syntax', args: [''] }],
      output: null,
    },
  ],
});
