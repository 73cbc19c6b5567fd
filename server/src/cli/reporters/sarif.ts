import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { BaselineEntry } from '../../service/baseline';
import type { Range } from '../../service/findings';
import { isSuppressionCode, SUPPRESSION_CODES } from '../../service/suppression/codes';
import { ruleById } from '../../vpc/rules/registry';
import type { Severity } from '../../xml/problem';
import type { Unreadable } from '../input';
import type { FileReport, GoneFile, Reporter, ReportedFinding, ReporterOptions, Suppression } from './reporter';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** What a fingerprint is called; the number changes when fingerprints are made in another way. */
const FINGERPRINT = 'vpcFinding/v1';
/** The folder that relative paths start from. */
const BASE = 'ROOT';

/**
 * SARIF 2.1.0, for code scanning. What is suppressed keeps its place in it. Where there is a baseline, each result says
 * how it stands to it (3.27.24); what comments suppress is never part of one.
 */
export function sarifReporter({ version, cwd }: ReporterOptions): Reporter {
  const rules = new Map<string, number>();
  const results: Result[] = [];
  const indexOf = (code: string): number => {
    const index = rules.get(code) ?? rules.size;
    rules.set(code, index);
    return index;
  };
  const addAbsent = ({ path, absent = [] }: GoneFile | FileReport): void => {
    for (const entry of absent) results.push(absentResult(path, entry, indexOf(entry.code)));
  };
  return {
    file(report: FileReport): string {
      const { path, findings, suppressed = [], absent } = report;
      for (const finding of findings) {
        const state = absent === undefined ? undefined : 'new';
        results.push({ ...resultOf(path, finding, indexOf(finding.code)), ...(state && { baselineState: state }) });
      }
      for (const { suppression, ...finding } of suppressed) {
        results.push({ ...resultOf(path, finding, indexOf(finding.code)), ...suppressedBy(suppression) });
      }
      addAbsent(report);
      return '';
    },
    end(_, unreadable, gone = []) {
      gone.forEach(addAbsent);
      const log: Log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'vpc', semanticVersion: version, rules: [...rules.keys()].map(descriptorOf) } },
            columnKind: 'utf16CodeUnits',
            originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(cwd).href.replace(/\/$/, '')}/` } },
            invocations: [
              {
                executionSuccessful: unreadable.length === 0,
                ...(unreadable.length > 0 && { toolExecutionNotifications: unreadable.map(notificationOf) }),
              },
            ],
            results,
          },
        ],
      };
      return `${JSON.stringify(log, null, 2)}\n`;
    },
  };
}

function suppressedBy({ kind, justification, isNew = false }: Suppression): Partial<Result> {
  return {
    // Accepted is what a suppression without a status is (3.35.3); the schemas do not agree what that property is called.
    suppressions: [{ kind, ...(justification !== undefined && { justification }) }],
    ...(kind === 'external' && { baselineState: isNew ? 'new' : 'unchanged' }),
  };
}

/** What the baseline knows and nobody finds any more. */
function absentResult(path: string, { code, text, fingerprint }: BaselineEntry, ruleIndex: number): Result {
  return {
    ruleId: code,
    ruleIndex,
    message: { text: text === '' ? 'It no longer occurs.' : `It no longer occurs: ${text}` },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
    partialFingerprints: { [FINGERPRINT]: fingerprint },
    baselineState: 'absent',
  };
}

function resultOf(path: string, finding: ReportedFinding, ruleIndex: number): Result {
  const { code, severity, message, range, related, fingerprint } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), region: region(range) } }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({
        id: index,
        message: { text: place.message },
        physicalLocation: {
          artifactLocation: place.uri === undefined ? artifact(path) : { uri: place.uri },
          region: region(place.range),
        },
      })),
    }),
    partialFingerprints: { [FINGERPRINT]: fingerprint },
  };
}

function descriptorOf(code: string): ReportingDescriptor {
  const rule = isSuppressionCode(code) ? SUPPRESSION_CODES[code] : ruleById(code);
  if (rule === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: rule.title },
    fullDescription: { text: `${rule.docs.what} ${rule.docs.why}` },
    help: { text: rule.docs.todo },
    defaultConfiguration: { level: LEVELS[rule.severity] },
  };
}

function notificationOf({ path, reason }: Unreadable): Notification {
  return {
    level: 'error',
    message: { text: `cannot read ${path}: ${reason}` },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
  };
}

/** Relative paths count from {@link BASE}. */
function artifact(path: string): { uri: string; uriBaseId?: string } {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

/** Lines and columns from 1; the end is not part of it. */
function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
