import { emptyValue } from '../../../server/src/rules/identifiers/emptyValue';
import { patch, product, testRule } from '../../support/ruleTester';

/** A document with the given lines in its patch. */
const inPatch = (lines: string): string => `<publication>
  <patch-vendor>
    <vendor-id>Microsoft</vendor-id>
    <patch>
${lines}
    </patch>
  </patch-vendor>
</publication>
`;

testRule(emptyValue, {
  valid: [
    { name: 'a value with whitespace around it', code: patch({ title: ' Update ' }) },
    { name: 'an empty date, which the schema reports', code: patch({ released: '' }) },
    { name: 'an empty code, which vpc/code-value reports', code: product({ state: '' }) },
    { name: 'an empty vulnerability, which vpc/cve-syntax reports', code: patch({ vulnerability: '' }) },
    { name: 'a value in CDATA', code: inPatch('      <patch-id><![CDATA[KB1]]></patch-id>') },
  ],
  invalid: [
    {
      name: 'an identifier',
      code: inPatch('      <[[patch-id]]></patch-id>'),
      errors: [{ message: 'needed', args: ['the patch'] }],
      output: null,
    },
    {
      name: 'the identifier of the vendor, of the publication, and of a product',
      code: `<publication>
  <[[supplier]]/>
  <patch-vendor>
    <[[vendor-id]] />
    <patch>
      <patch-id>KB1</patch-id>
      <product>
        <[[product-id]]> </product-id>
      </product>
    </patch>
  </patch-vendor>
</publication>
`,
      errors: [
        { message: 'needed', args: ['the publication'] },
        { message: 'needed', args: ['the patch vendor'] },
        { message: 'needed', args: ['the product'] },
      ],
      output: null,
    },
    {
      name: 'optional elements, removed with their lines',
      code: inPatch(`      <patch-id>KB1</patch-id>
      <[[target]]>
      </target>
      <title>Update</title><[[supersedes]]/>`),
      errors: [{ message: 'optional' }, { message: 'optional' }],
      output: inPatch(`      <patch-id>KB1</patch-id>
      <title>Update</title>`),
    },
    {
      name: 'only a comment',
      code: inPatch(`      <patch-id>KB1</patch-id>
      <[[target]]><!-- to do --></target>`),
      errors: [
        {
          message: 'optional',
          suggestions: [{ title: 'Remove the empty element', output: inPatch('      <patch-id>KB1</patch-id>') }],
        },
      ],
      output: null,
    },
    {
      name: 'an attribute and a character that cannot be seen',
      code: inPatch(`      <patch-id>KB1</patch-id>
      <description language="en">[[\u200b]]</description>`),
      errors: [
        {
          message: 'optional',
          suggestions: [{ title: 'Remove the empty element', output: inPatch('      <patch-id>KB1</patch-id>') }],
        },
      ],
      output: null,
    },
  ],
});
