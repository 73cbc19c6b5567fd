import { fileName } from '../../../server/src/rules/publication/fileName';
import { publication, testRule } from '../../support/ruleTester';

const [FIRST_NAME, SECOND_NAME] = [
  'Northwind-Process-Systems_VPC_2026-02-18.xml',
  '20260218.Northwind-Process-Systems.kompat.xml',
];
const RIGHT = ({ prefix }: { readonly prefix: string }): string => (prefix === '' ? FIRST_NAME : SECOND_NAME);
/** The expected name with another day. */
const WRONG_DAY = (vocabulary: { readonly prefix: string }): string => RIGHT(vocabulary).replace('18', '20');

/** A document with this root, supplier and date. */
const file = (root: string, supplier: string, published: string): string => `<${root}>
  <supplier>${supplier}</supplier>
  <published>${published}</published>
</publication>
`;
const [SUPPLIER, DATE] = ['Northwind Process Systems', '2026-02-18T09:00:00Z'];

testRule(fileName, {
  valid: [
    { name: 'no file yet', code: publication({}), fileName: null },
    { name: 'a supplier without a value for the name', code: publication({ supplier: '' }), fileName: 'patches.xml' },
    { name: 'an invalid date, which the schema reports', code: publication({ published: 'x' }), fileName: 'x.xml' },
    {
      name: 'characters that are not allowed in file names',
      code: publication({ supplier: 'Northwind/Process: Systems' }),
      fileName: RIGHT,
    },
  ],
  invalid: [
    {
      name: 'a name that does not match, at the root element',
      code: file('[[publication]]', SUPPLIER, DATE),
      fileName: 'patches.xml',
      errors: [{ message: 'name', args: (vocabulary) => ['patches.xml', RIGHT(vocabulary)] }],
      output: { fileName: RIGHT },
    },
    {
      name: 'another case',
      code: file('[[publication]]', SUPPLIER, DATE),
      fileName: (vocabulary) => RIGHT(vocabulary).replace('.xml', '.XML'),
      errors: [
        {
          message: 'name',
          args: (vocabulary) => [RIGHT(vocabulary).replace('.xml', '.XML'), RIGHT(vocabulary)],
        },
      ],
      output: { fileName: RIGHT },
    },
    {
      name: 'another supplier: reported at the root element and at the value',
      code: file('[[publication]]', `[[${SUPPLIER}]]`, DATE),
      fileName: (vocabulary) => RIGHT(vocabulary).replace('Northwind', 'Southwind'),
      errors: [
        {
          message: 'name',
          args: (vocabulary) => [RIGHT(vocabulary).replace('Northwind', 'Southwind'), RIGHT(vocabulary)],
        },
        { message: 'value', args: ['Southwind-Process-Systems', SUPPLIER] },
      ],
      output: { fileName: RIGHT },
    },
    {
      name: 'another day: the date can be set from the name, at the date only',
      code: file('[[publication]]', SUPPLIER, `[[${DATE}]]`),
      fileName: WRONG_DAY,
      errors: [
        { message: 'name', args: (vocabulary) => [WRONG_DAY(vocabulary), RIGHT(vocabulary)] },
        {
          message: 'value',
          args: ({ prefix }) => [prefix === '' ? '2026-02-20' : '20260220', DATE],
          suggestions: [
            {
              title: 'Set the date from the file name: 2026-02-20T09:00:00Z',
              output: file('publication', SUPPLIER, '2026-02-20T09:00:00Z'),
              // The current time of this case is just after the publication.
              brings: ['vpc/future-date'],
            },
          ],
        },
      ],
      output: { fileName: RIGHT },
    },
    {
      name: 'a day that does not exist cannot be set',
      code: file('[[publication]]', SUPPLIER, `[[${DATE}]]`),
      fileName: (vocabulary) => RIGHT(vocabulary).replace('18', '30'),
      errors: [
        { message: 'name', args: (vocabulary) => [RIGHT(vocabulary).replace('18', '30'), RIGHT(vocabulary)] },
        { message: 'value', args: ({ prefix }) => [prefix === '' ? '2026-02-30' : '20260230', DATE] },
      ],
      output: { fileName: RIGHT },
    },
  ],
});
