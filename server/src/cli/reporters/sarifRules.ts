/** The codes of problems as rules of a SARIF report: name, help and link of each. */
import type { ReportingDescriptor } from 'sarif';
import { pageName } from '../../rules/page';
import { ruleById } from '../../rules/registry';
import { isSuppressionCode, SUPPRESSION_CODES } from '../../workspace/suppression/codes';
import { XML_CODES } from '../../xml/codes';
import { templateText, type CodeEntry, type Severity } from '../../xml/problem';
import { INSTANCE_CODES, publicCode, type InstanceCode, type InstanceCodeEntry } from '../../xsd';
import type { ReporterOptions } from './reporter';
import { localize } from '../language';

/** Severities in SARIF. */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** What a code is about, in a sentence. */
interface About {
  readonly title: string;
  readonly full: string;
  readonly todo: string;
  readonly severity?: Severity;
}

/** The descriptor of a code, also of one that this version does not know: baselines can have such codes. */
export function descriptorOf(code: string, env: ReporterOptions['env']): ReportingDescriptor {
  const link = linkOf(code, env);
  const about = aboutOf(code);
  const linked = link !== null && { helpUri: link };
  if (about === null) return { id: code, name: nameOf(code), ...linked };
  const { title, full, todo, severity } = about;
  const help = `${todo}\n\n${localize('Run vpc explain {0} for details and examples.', code)}`;
  return {
    id: code,
    name: nameOf(code),
    shortDescription: { text: title },
    fullDescription: { text: full },
    help: { text: help, markdown: `${full}\n\n${help.replace(/vpc explain \S+/, '`$&`')}` },
    ...linked,
    ...(severity !== undefined && { defaultConfiguration: { level: LEVELS[severity] } }),
  };
}

function aboutOf(code: string): About | null {
  const rule = isSuppressionCode(code) ? SUPPRESSION_CODES[code] : ruleById(code);
  if (rule !== undefined) {
    const { title, docs, severity } = rule;
    const [what, why, todo] = [docs.what, docs.why, docs.todo].map((text) => localize(text));
    return { title: localize(title), full: `${what} ${why}`, todo: todo!, severity };
  }
  const entry = entryOf(code);
  if (entry === null) return null;
  const title = templateText(localize(entry.message));
  return {
    title,
    full: title,
    todo: localize(
      code.startsWith('xml/')
        ? 'Correct the place that the result names: the file is not well-formed XML.'
        : 'Correct the place that the result names: the file does not follow its schema.',
    ),
    severity: entry.severity,
  };
}

function entryOf(code: string): CodeEntry | InstanceCodeEntry | null {
  if (Object.hasOwn(XML_CODES, code)) return XML_CODES[code as keyof typeof XML_CODES];
  const [, entry] = Object.entries(INSTANCE_CODES).find(([key]) => publicCode(key as InstanceCode) === code) ?? [];
  return entry ?? null;
}

/** `CveSyntax` for `vpc/cve-syntax`, `CvcComplexType24A` for `xsd/cvc-complex-type.2.4.a`. */
function nameOf(code: string): string {
  const words = code.slice(code.indexOf('/') + 1).split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The rules of XML Schema that are in its second part, Datatypes. */
const DATATYPES =
  /^cvc-(?:datatype|facet|length|minLength|maxLength|pattern|enumeration|totalDigits|fractionDigits|m(?:in|ax)(?:In|Ex)clusive)-valid/;

/**
 * The page about a code: of the specification for XML and schemas, of this project where the report is made by its action, which is
 * the only one that knows where the project is.
 */
function linkOf(code: string, env: ReporterOptions['env']): string | null {
  const name = code.slice(code.indexOf('/') + 1);
  if (code.startsWith('xml/')) {
    const isNamespace = entryOf(code) !== null && (entryOf(code) as CodeEntry).clause.startsWith('NS');
    return isNamespace ? 'https://www.w3.org/TR/xml-names/' : 'https://www.w3.org/TR/xml/';
  }
  if (code.startsWith('xsd/')) {
    const part = DATATYPES.test(name) ? 2 : 1;
    return `https://www.w3.org/TR/xmlschema-${part}/#${/^[A-Za-z-]+/.exec(name)?.[0] ?? ''}`;
  }
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_ACTION_REPOSITORY: repository = '' } = env;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^https:\/\/[\w.:-]+$/.test(server)) return null;
  const ref = encodeURIComponent(env.GITHUB_ACTION_REF || 'HEAD');
  return `${server}/${repository}/blob/${ref}/docs/rules/${encodeURIComponent(pageName(code))}`;
}
