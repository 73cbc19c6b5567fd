import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readProfile } from '../../../../server/src/domain/profile';
import { readTables } from '../../../../server/src/domain/tables';
import { Vocabulary } from '../../../../server/src/domain/vocabulary';
import { diagnostics } from '../../../../server/src/language/diagnostics';
import { newFile } from '../../../../server/src/language/newFile/newFile';
import {
  Configurations,
  configuredVocabulary,
  withStateProblems,
} from '../../../../server/src/workspace/configuration/configurations';
import { refusalByName } from '../../../../server/src/workspace/fileAccess';
import { recognise } from '../../../../server/src/workspace/recognition';
import { soundText } from '../../../../server/src/xml/decode';
import { parse } from '../../../../server/src/xml/parser';
import { documentIn } from '../../../support/documents';
import { BOTH, FIRST } from '../../../support/vocabularies';
import { mutatedJson } from '../json';
import { target } from '../target';
import { mutatedText } from '../texts';

const CONFIGURATION = {
  schema: 'own.xsd',
  profile: 'own/profile.json',
  baseline: 'baseline.json',
  preset: 'full',
  owner: ['own/**', '*.mine.xml'],
  aliases: { supplier: { 'Northwind Process Systems': ['Northwind'] } },
  rules: { 'vpc/*': 'warning', 'vpc/filename': 'off', 'vpc/code-value': 'error' },
  options: { 'vpc/filename': {} },
  fileNamePattern: '{supplier}_VPC_{published:yyyy-MM-dd}.xml',
  format: { attributes: 'wrap', lineWidth: 100, indent: 2 },
  states: ['Approved', 'Not Approved'],
  overrides: [{ files: ['old/**', '**/*_VPC_*.xml'], rules: { 'vpc/*': 'off' } }],
};

const FILE = 'file:///w/old/Northwind-Process-Systems_VPC_2026-02-18.xml';

/** Any text as a configuration file is read, with its problems, and documents are checked with it. */
export const configTarget = target({
  name: 'config',
  inputs: fc.oneof(
    { weight: 4, arbitrary: mutatedJson(CONFIGURATION).map((value) => JSON.stringify(value) ?? '') },
    {
      weight: 1,
      arbitrary: mutatedText(JSON.stringify(CONFIGURATION, null, 2), [
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '//',
        '/*',
        '"',
        '\\u',
      ]),
    },
  ),
  async run(text) {
    const configurations = new Configurations(
      {
        read: (uri) => Promise.resolve(uri === 'file:///w/vpc.config.json' ? soundText(text) : null),
        refusal: (uri, within) => Promise.resolve(refusalByName(uri, within)),
      },
      (folder) => folder === 'file:///w/',
      () => ['file:///w'],
    );
    const { checks, found } = await configurations.for(FILE);
    if (found !== null) withStateProblems(found, FIRST.vocabulary);
    const vocabulary = configuredVocabulary(FIRST.vocabulary, checks);
    const document = { ...documentIn(FIRST, FIRST.sampleText, 'x_VPC_1.xml'), vocabulary, checks };
    diagnostics(document);
  },
  testRuns: 1_000,
});

const FILES = BOTH.map(({ profilePath, tablesPath }) => ({
  profile: JSON.parse(readFileSync(profilePath, 'utf8')) as unknown,
  tables: JSON.parse(readFileSync(tablesPath, 'utf8')) as unknown,
}));

/** Any profile and any element tables are read, with their problems; a vocabulary that is made of them works. */
export const profileTarget = target({
  name: 'profiles',
  inputs: fc.nat(BOTH.length - 1).chain((vocabulary) =>
    fc.record({
      vocabulary: fc.constant(vocabulary),
      profile: fc.oneof(mutatedJson(FILES[vocabulary]!.profile, 2), mutatedJson(FILES[vocabulary]!.profile, 6)),
      tables: fc.oneof(
        { weight: 3, arbitrary: fc.constant(FILES[vocabulary]!.tables) },
        { weight: 1, arbitrary: mutatedJson(FILES[vocabulary]!.tables, 2) },
      ),
    }),
  ),
  run({ vocabulary: index, profile: profileJson, tables: tablesJson }) {
    const { profile } = readProfile(JSON.stringify(profileJson) ?? '');
    const { tables } = readTables(JSON.stringify(tablesJson) ?? '');
    if (profile === null || tables === null) return;
    const vocabulary = new Vocabulary(profile, tables);
    const test = BOTH[index]!;
    recognise(parse(test.sampleText), { uri: FILE, fileName: test.sampleName, declared: false }, vocabulary);
    diagnostics({ ...documentIn(test, test.sampleText, test.sampleName), vocabulary });
    newFile({ supplier: 'A', date: '2026-01-01', products: [], vocabulary, schema: null, snippets: true });
  },
  testRuns: 500,
});
