import { addTo } from '../../../domain/multimap';
import { makersFor, noFixReason } from '../../../language/fixes/table';
import { SUPPRESSION_CODES, type SuppressionCode } from '../../../workspace/suppression/codes';
import { suppressionPage } from '../../../workspace/suppression/page';
import { nearest } from '../../../xml/nearest';
import { rulePage } from '../../../rules/page';
import { ruleById, RULES } from '../../../rules/registry';
import { XML_CODES } from '../../../xml/codes';
import { terminalText } from '../../../xml/escape';
import { templateText, type CodeEntry } from '../../../xml/problem';
import { INSTANCE_CODES, publicCode, SCHEMA_CODES, type InstanceCode, type InstanceCodeEntry } from '../../../xsd';
import { Environment } from '../../environment';
import { ExitCode, usageError, type Io, type Bundled } from '../../io';
import { localize } from '../../language';

/** The options of `vpc explain`, as parsed. */
export interface ExplainOptions {
  readonly profile?: string;
  readonly config?: string | false;
}

/** `vpc explain`: prints what a code means, why it matters and what to do about it. */
export async function explain(code: string, options: ExplainOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  // Without a configuration that is not named: an invalid one must not prevent the explanation of its own problems.
  const { profile, config = false } = options;
  const { vocabulary } =
    profile === undefined && config === false
      ? bundled
      : await Environment.create({ ...(profile !== undefined && { profile }), config }, bundled, io);
  const texts = explanations(vocabulary);
  const text = texts.get(code) ?? texts.get(`vpc/${code}`) ?? texts.get(`xml/${code}`) ?? texts.get(`xsd/${code}`);
  if (text === undefined) {
    const similar = nearest(code, [...texts.keys()]);
    const hint =
      similar.length === 0
        ? localize('Run vpc rules to list the rules.')
        : localize('Did you mean {0}?', similar.join(` ${localize('or')} `));
    throw usageError(localize('unknown code "{0}". {1}', code, hint));
  }
  io.out.write(terminalText(text()));
  return ExitCode.Clean;
}

/** The page of each code. */
function explanations(vocabulary: Bundled['vocabulary']): ReadonlyMap<string, () => string> {
  const texts = new Map<string, () => string>();
  for (const code of Object.keys(SUPPRESSION_CODES) as SuppressionCode[])
    texts.set(code, () => suppressionPage(code, localize));
  for (const { id } of RULES) texts.set(id, () => rulePage(ruleById(id)!, vocabulary, localize));
  for (const [code, entry] of Object.entries(XML_CODES)) texts.set(code, () => xmlPage(code, entry));
  for (const [code, cases] of xsdCodes()) texts.set(code, () => xsdPage(code, cases));
  return texts;
}

function xmlPage(code: string, { severity, message, clause, example }: CodeEntry): string {
  const specification = clause.startsWith('NS')
    ? localize('Namespaces in XML 1.0 (3rd edition), {0}', clause.slice(2).trim())
    : localize('XML 1.0 (5th edition), {0}', clause);
  return [
    `# ${code}`,
    localize('An XML well-formedness problem. Severity: {0}. Source: {1}.', severity, specification),
    `## ${localize('Message')}\n\n- ${templateText(localize(message))}`,
    helpFor(code),
    ...(example === undefined
      ? []
      : [
          `## ${localize('Example')}`,
          localize('The reported range is between [[ and ]].'),
          `\`\`\`xml\n${example.trimEnd()}\n\`\`\``,
        ]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The section about quick fixes. */
function helpFor(code: string): string {
  const why = noFixReason(code);
  const isFixable = why === null && makersFor(code).length > 0;
  const text = isFixable
    ? localize('A quick fix is offered if it removes the problem without causing another.')
    : localize('No quick fix: {0}.', localize(why ?? ''));
  return `## ${localize('Fix')}\n\n${text}`;
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
  /** The range that is reported; left out for schemas. */
  readonly range?: InstanceCodeEntry['range'];
  readonly where: string;
}

/** The cases of each code. A code can have several, of documents and of schemas. */
function xsdCodes(): ReadonlyMap<string, readonly XsdCase[]> {
  const codes = new Map<string, XsdCase[]>();
  const add = (code: string, { severity, message, range }: Omit<XsdCase, 'where'>, where: string): void => {
    addTo(codes, code, { severity, message, where, ...(range && { range }) });
  };
  for (const [code, entry] of Object.entries(INSTANCE_CODES)) {
    add(publicCode(code as InstanceCode), entry, localize('A schema violation in a document'));
  }
  for (const [code, entry] of Object.entries(SCHEMA_CODES))
    add(`xsd/${code}`, entry, localize('A problem in a schema'));
  return codes;
}

function xsdPage(code: string, cases: readonly XsdCase[]): string {
  const [{ severity, where }] = cases as readonly [XsdCase];
  return [
    `# ${code}`,
    localize(
      '{0}. Severity: {1}. Source: the rule of this name in XML Schema 1.0 (2nd edition), Structures or Datatypes.',
      where,
      severity,
    ),
    `## ${localize('Messages')}\n\n${cases.map(({ message }) => `- ${templateText(localize(message))}`).join('\n')}`,
    ...reportedRanges(cases),
    helpFor(code),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The ranges that are reported. */
function reportedRanges(cases: readonly XsdCase[]): string[] {
  const ranges = [...new Set(cases.flatMap(({ range }) => (range === undefined ? [] : [localize(RANGES[range])])))];
  return ranges.length === 0 ? [] : [localize('It is reported at {0}.', ranges.join(` ${localize('or')} `))];
}
