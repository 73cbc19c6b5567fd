import { invisibleCharacter } from '../../../server/src/rules/characters/invisibleCharacter';
import { patch, product, publication, testRule } from '../../support/ruleTester';

const ZERO_WIDTH = 'U+200B (zero width space)';
const NO_BREAK = 'U+00A0 (no-break space)';

testRule(invisibleCharacter, {
  valid: [
    { name: 'an identifier without such characters', code: patch({ 'patch-id': 'KB5075906' }) },
    {
      name: 'no-break spaces and joiners in texts',
      code: patch({ title: '4\u00a0GB, می\u200cخواهم \u{1F469}\u200D\u{1F692}' }),
    },
    { name: 'a non-joiner that is spelling, in a name', code: publication({ supplier: 'نرم\u200cافزار' }) },
    { name: 'an emoji in a name', code: product({ 'product-id': 'Batch \u2764\uFE0F' }) },
    {
      name: 'nothing else in the value, which another rule reports',
      code: product({ comment: '\u200b', platform: '\u200b' }),
    },
    { name: 'a date, which the schema reports', code: patch({ released: '2026-02-10T08:00:00Z\u200b' }) },
  ],
  invalid: [
    {
      name: 'a zero width space at the start',
      code: patch({ 'patch-id': '[[\u200b]]KB5075906' }),
      errors: [{ message: 'one', args: ['\u200bKB5075906', ZERO_WIDTH] }],
      output: patch({ 'patch-id': 'KB5075906' }),
    },
    {
      name: 'from the first to the last of several',
      code: product({ platform: 'Win[[\u00addows\u200b]] 11' }),
      errors: [{ message: 'several', args: ['Win\u00addows\u200b 11', `U+00AD (soft hyphen), ${ZERO_WIDTH}`] }],
      output: product({ platform: 'Windows 11' }),
    },
    {
      name: 'a no-break space between two words',
      code: product({ 'product-version': '8.0[[\u00a0]]R2' }),
      errors: [{ message: 'space', args: ['8.0\u00a0R2', NO_BREAK] }],
      output: product({ 'product-version': '8.0 R2' }),
    },
    {
      name: 'a no-break space at the end, and one beside a space',
      code: product({ platform: 'Windows [[\u00a0Server\u00a0]]' }),
      errors: [{ message: 'space', args: ['Windows \u00a0Server\u00a0', NO_BREAK] }],
      output: product({ platform: 'Windows Server' }),
    },
    {
      name: 'a state, which is not reported as unknown too',
      code: product({ state: 'In[[\u00a0]]Test', 'state-date': '2026-02-16T14:30:00Z' }),
      errors: [{ message: 'space', args: ['In\u00a0Test', NO_BREAK] }],
      output: product({ state: 'In Test', 'state-date': '2026-02-16T14:30:00Z' }),
    },
    {
      name: 'a CVE number with a mark of direction',
      code: patch({ vulnerability: 'CVE-2026-21519[[\u200e]]' }),
      errors: [{ message: 'one', args: ['CVE-2026-21519\u200e', 'U+200E (left-to-right mark)'] }],
      output: patch({ vulnerability: 'CVE-2026-21519' }),
    },
    {
      name: 'tags and controls, which have no name here',
      code: product({ 'product-id': 'Batch[[\u{E0041}\u0091]]' }),
      errors: [{ message: 'several', args: ['Batch\u{E0041}\u0091', 'U+E0041, U+0091'] }],
      output: product({ 'product-id': 'Batch' }),
    },
    {
      name: 'references, in CDATA and beside a comment',
      code: `<publication>
  <patch-vendor>
    <vendor-id>Mic[[&#x200B;<!-- kept -->ro<![CDATA[\u200b]]]]>soft</vendor-id>
  </patch-vendor>
</publication>
`,
      errors: [{ message: 'several', args: ['Mic\u200bro\u200bsoft', ZERO_WIDTH] }],
      output: `<publication>
  <patch-vendor>
    <vendor-id>Mic<!-- kept -->ro<![CDATA[]]>soft</vendor-id>
  </patch-vendor>
</publication>
`,
    },
    {
      name: 'an override of direction in a text, whose removal is not automatic',
      code: product({ restriction: 'Stop [[\u202efirst\u202c]], 4\u00a0GB' }),
      errors: [
        {
          message: 'direction',
          args: ['U+202E (right-to-left override), U+202C (pop directional formatting)'],
          suggestions: [
            {
              title: 'Remove the characters that change the direction of reading',
              output: product({ restriction: 'Stop first, 4\u00a0GB' }),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'an attribute',
      code: `<publication>
  <patch-vendor>
    <patch>
      <severity code-list="CVSS[[\u200b]]">High</severity>
    </patch>
  </patch-vendor>
</publication>
`,
      errors: [{ message: 'one', args: ['CVSS\u200b', ZERO_WIDTH] }],
      output: `<publication>
  <patch-vendor>
    <patch>
      <severity code-list="CVSS">High</severity>
    </patch>
  </patch-vendor>
</publication>
`,
    },
  ],
});
