import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { Range } from '../../service/findings';
import { ruleById } from '../../vpc/rules/registry';
import type { Severity } from '../../xml/problem';
import type { Unreadable } from '../input';
import type { FileReport, Reporter, ReportedFinding, ReporterOptions, Suppression } from './reporter';

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

/** SARIF 2.1.0, for code scanning. Findings that are known keep their place in it, as suppressed. */
export function sarifReporter({ version, cwd }: ReporterOptions): Reporter {
  const rules = new Map<string, number>();
  const results: Result[] = [];
  const add = (path: string, finding: ReportedFinding, suppression?: Suppression): void => {
    const ruleIndex = rules.get(finding.code) ?? rules.size;
    rules.set(finding.code, ruleIndex);
    results.push(resultOf(path, finding, ruleIndex, suppression));
  };
  return {
    file({ path, findings, suppressed = [] }: FileReport): string {
      for (const finding of findings) add(path, finding);
      for (const finding of suppressed) add(path, finding, finding.suppression);
      return '';
    },
    end(_, unreadable) {
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

function resultOf(path: string, finding: ReportedFinding, ruleIndex: number, suppression?: Suppression): Result {
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
    ...(suppression && { suppressions: [{ ...suppression, status: 'accepted' }] }),
    ...(suppression?.kind === 'external' && { baselineState: 'unchanged' }),
  };
}

function descriptorOf(code: string): ReportingDescriptor {
  const rule = ruleById(code);
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
