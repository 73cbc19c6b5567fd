/**
 * Two vocabularies with the same content under different names, orders and namespaces. Every feature is tested on both,
 * so that no element name gets into the code.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readProfile, type Profile } from '../../server/src/domain/profile';
import { readTables, type ElementTables } from '../../server/src/domain/tables';
import { Vocabulary } from '../../server/src/domain/vocabulary';

const root = join(__dirname, '..', '..');

/** A vocabulary: its files, what was read from them, and a sample. */
export interface TestVocabulary {
  /** For test titles. */
  readonly title: string;
  /** Namespace of the sample's elements; `''`: none. */
  readonly namespace: string;
  /** Prefix of the sample's elements with its colon, or `''`. */
  readonly prefix: string;
  readonly schemaPath: string;
  readonly schemaText: string;
  readonly profilePath: string;
  /** Schema, profile and element tables by the names that `vpc.config.json` in the same folder can give them. */
  readonly ownFiles: Readonly<Record<'vpc.xsd' | 'profile.json' | 'element-tables.json', string>>;
  readonly tablesPath: string;
  readonly profile: Profile;
  readonly tables: ElementTables;
  readonly vocabulary: Vocabulary;
  /** A small valid file, with the same content in both vocabularies. */
  readonly samplePath: string;
  readonly sampleName: string;
  readonly sampleText: string;
}

function load(title: string, namespace: string, prefix: string, schema: string, sample: string): TestVocabulary {
  const schemaPath = join(root, schema);
  const samplePath = join(root, sample);
  const profilePath = join(schemaPath, '..', 'profile.json');
  const tablesPath = join(schemaPath, '..', 'element-tables.json');
  const profile = readProfile(readFileSync(profilePath, 'utf8')).profile!;
  const tables = readTables(readFileSync(tablesPath, 'utf8')).tables!;
  return {
    title,
    namespace,
    prefix,
    schemaPath,
    schemaText: readFileSync(schemaPath, 'utf8'),
    profilePath,
    ownFiles: {
      'vpc.xsd': readFileSync(schemaPath, 'utf8'),
      'profile.json': readFileSync(profilePath, 'utf8'),
      'element-tables.json': readFileSync(tablesPath, 'utf8'),
    },
    tablesPath,
    profile,
    tables,
    vocabulary: new Vocabulary(profile, tables),
    samplePath,
    sampleName: basename(samplePath),
    sampleText: readFileSync(samplePath, 'utf8'),
  };
}

export const FIRST = load(
  'reference vocabulary',
  '',
  '',
  'schemas/vpc.xsd',
  'test/fixtures/first/Northwind-Process-Systems_VPC_2026-02-18.xml',
);

export const SECOND = load(
  'second vocabulary',
  'urn:example:patch-compatibility',
  'k:',
  'test/fixtures/second/kompat.xsd',
  'test/fixtures/second/20260218.Northwind-Process-Systems.kompat.xml',
);

export const BOTH: readonly TestVocabulary[] = [FIRST, SECOND];
