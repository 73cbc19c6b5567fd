import { makersFor, whyNone } from '../../../service/fixes/table';
import { SUPPRESSION_CODES, type SuppressionCode } from '../../../service/suppression/codes';
import { suppressionPage } from '../../../service/suppression/page';
import { nearest } from '../../../vpc/rules/nearest';
import { rulePage } from '../../../vpc/rules/page';
import { ruleById, RULES } from '../../../vpc/rules/registry';
import { XML_CODES } from '../../../xml/codes';
import type { CodeEntry } from '../../../xml/codes/entry';
import { INSTANCE_CODES, publicCode, SCHEMA_CODES, type InstanceCode, type InstanceCodeEntry } from '../../../xsd';
import type { Bundled } from '../../bundled';
import { Environment } from '../../environment';
import { ExitCode, usageError, type Io } from '../../io';

/** The options of `vpc explain`, as parsed. */
export interface ExplainOptions {
  readonly profile?: string;
}

/** `vpc explain`: says what a code means, why it matters and what to do about it. */
export async function explain(code: string, { profile }: ExplainOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  // No configuration: one that is broken should not keep anybody from reading what is wrong with it.
  const { vocabulary } =
    profile === undefined ? bundled : await Environment.create({ profile, config: false }, bundled, io);
  const texts = explanations(vocabulary);
  const text = texts.get(code) ?? texts.get(`vpc/${code}`) ?? texts.get(`xml/${code}`) ?? texts.get(`xsd/${code}`);
  if (text === undefined) {
    const meant = nearest(code, [...texts.keys()]);
    const hint = meant.length === 0 ? 'vpc rules lists the rules.' : `Did you mean ${meant.join(' or ')}?`;
    throw usageError(`there is no code "${code}". ${hint}`);
  }
  io.out.write(text());
  return ExitCode.Clean;
}

/** By code: what is said about it. */
function explanations(vocabulary: Bundled['vocabulary']): ReadonlyMap<string, () => string> {
  const texts = new Map<string, () => string>();
  for (const code of Object.keys(SUPPRESSION_CODES) as SuppressionCode[]) texts.set(code, () => suppressionPage(code));
  for (const { id } of RULES) texts.set(id, () => rulePage(ruleById(id)!, vocabulary));
  for (const [code, entry] of Object.entries(XML_CODES)) texts.set(code, () => xmlPage(code, entry));
  for (const [code, cases] of xsdCodes()) texts.set(code, () => xsdPage(code, cases));
  return texts;
}

function xmlPage(code: string, { severity, message, clause, example }: CodeEntry): string {
  const specification = clause.startsWith('NS')
    ? `Namespaces in XML 1.0 (3rd edition), ${clause.slice(2).trim()}`
    : `XML 1.0 (5th edition), ${clause}`;
  return [
    `# ${code}`,
    `A mistake in the XML itself. Severity: ${severity}. Source: ${specification}.`,
    `## What it says\n\n- ${message}`,
    helpFor(code),
    ...(example === undefined
      ? []
      : [`## Example\n\nWhat is reported stands between [[ and ]].\n\n\`\`\`xml\n${example.trimEnd()}\n\`\`\``]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Whether somebody else can mend it. */
function helpFor(code: string): string {
  const why = whyNone(code);
  const isMendable = why === null && makersFor(code).length > 0;
  return `## What helps\n\n${isMendable ? 'A quick fix, where one is found that takes the problem away and brings no other.' : `No quick fix: ${why}.`}`;
}

const RANGES: Readonly<Record<InstanceCodeEntry['range'], string>> = {
  startTagName: 'the name in the start tag',
  attributeName: 'the name of the attribute',
  value: 'the value',
  gap: 'the place where something is missing',
};

interface XsdCase {
  readonly severity: string;
  readonly message: string;
  /** What of the document is marked; left out for schemas. */
  readonly range?: InstanceCodeEntry['range'];
  readonly where: string;
}

/** One code may have several cases: those of documents and those of schemas. */
function xsdCodes(): ReadonlyMap<string, readonly XsdCase[]> {
  const codes = new Map<string, XsdCase[]>();
  const add = (code: string, { severity, message, range }: Omit<XsdCase, 'where'>, where: string): void => {
    codes.set(code, [...(codes.get(code) ?? []), { severity, message, where, ...(range && { range }) }]);
  };
  for (const [code, entry] of Object.entries(INSTANCE_CODES)) {
    add(publicCode(code as InstanceCode), entry, 'in a document that does not follow its schema');
  }
  for (const [code, entry] of Object.entries(SCHEMA_CODES)) add(`xsd/${code}`, entry, 'in a schema');
  return codes;
}

function xsdPage(code: string, cases: readonly XsdCase[]): string {
  const [{ severity, where }] = cases as readonly [XsdCase];
  return [
    `# ${code}`,
    `A mistake ${where}. Severity: ${severity}. Source: the rule of this name in XML Schema 1.0 (2nd edition), Structures or Datatypes.`,
    `## What it says\n\n${cases.map(({ message }) => `- ${message}`).join('\n')}`,
    ...marked(cases),
    helpFor(code),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What of a document is marked. */
function marked(cases: readonly XsdCase[]): string[] {
  const ranges = [...new Set(cases.flatMap(({ range }) => (range === undefined ? [] : [RANGES[range]])))];
  return ranges.length === 0 ? [] : [`It is reported at ${ranges.join(', or ')}.`];
}
