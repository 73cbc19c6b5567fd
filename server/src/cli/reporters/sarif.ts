import { inertText, jsonOf } from '../../xml/escape';
import { isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Log, Notification, Result } from 'sarif';
import type { BaselineEntry } from '../../workspace/baseline';
import type { Range } from '../../workspace/diagnostic';
import { descriptorOf, LEVELS } from './sarifRules';
import { pathFrom } from './text';
import type { Unreadable } from '../input';
import type { FileReport, RemovedFile, Reporter, ReportedDiagnostic, ReporterOptions, Suppression } from './reporter';
import { localize, currentLanguage } from '../language';

/** The name of the fingerprint; its version changes when fingerprints are computed in another way. */
const FINGERPRINT = 'vpcFinding/v1';
/** The folder that relative paths start from. */
const BASE = 'ROOT';

/**
 * SARIF 2.1.0, for code scanning. Suppressed findings are included. With a baseline, each result has a `baselineState`
 * (3.27.24), except for those that comments suppress, which are never in a baseline.
 */
export function sarifReporter({ version, cwd, env }: ReporterOptions): Reporter {
  const root = rootOf(env, cwd);
  const artifact = (path: string): ArtifactLocation => artifactIn(root, path, cwd);
  const rules = new Map<string, number>();
  const results: Result[] = [];
  const notifications: Notification[] = [];
  const indexOf = (code: string): number => {
    const index = rules.get(code) ?? rules.size;
    rules.set(code, index);
    return index;
  };
  const addAbsent = ({ path, absent = [] }: RemovedFile | FileReport): void => {
    for (const entry of absent) results.push(absentResult(artifact(path), entry, indexOf(entry.code)));
  };
  return {
    file(report: FileReport): string {
      const { path, findings, suppressed = [], absent } = report;
      for (const finding of findings) {
        const state = absent === undefined ? undefined : 'new';
        results.push({
          ...resultOf(artifact(path), finding, indexOf(finding.code)),
          ...(state && { baselineState: state }),
        });
      }
      for (const { suppression, ...finding } of suppressed) {
        results.push({ ...resultOf(artifact(path), finding, indexOf(finding.code)), ...suppressedBy(suppression) });
      }
      addAbsent(report);
      return '';
    },
    unreadable(file) {
      notifications.push(notificationOf(file, artifact(file.path)));
      return '';
    },
    end(_, gone) {
      gone.forEach(addAbsent);
      const log: Log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: {
              driver: {
                name: 'vpc',
                semanticVersion: version,
                rules: [...rules.keys()].map((code) => descriptorOf(code, env)),
              },
            },
            language: currentLanguage(),
            columnKind: 'utf16CodeUnits',
            originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/` } },
            invocations: [
              {
                executionSuccessful: notifications.length === 0,
                ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
              },
            ],
            results,
          },
        ],
      };
      return `${jsonOf(log, 2)}\n`;
    },
  };
}

function suppressedBy({ kind, justification, isNew = false }: Suppression): Partial<Result> {
  return {
    // A suppression without status is accepted (3.35.3); the schemas disagree about the name of that property.
    suppressions: [{ kind, ...(justification !== undefined && { justification }) }],
    ...(kind === 'external' && { baselineState: isNew ? 'new' : 'unchanged' }),
  };
}

/** A baseline entry that no longer occurs. */
function absentResult(file: ArtifactLocation, { code, text, fingerprint }: BaselineEntry, ruleIndex: number): Result {
  return {
    ruleId: code,
    ruleIndex,
    message: message(
      text === '' ? localize('This problem no longer occurs.') : localize('This problem no longer occurs: {0}', text),
    ),
    locations: [{ physicalLocation: { artifactLocation: file } }],
    partialFingerprints: { [FINGERPRINT]: fingerprint },
    baselineState: 'absent',
  };
}

function resultOf(file: ArtifactLocation, finding: ReportedDiagnostic, ruleIndex: number): Result {
  const { code, severity, range, related, fingerprint } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: message(finding.message),
    locations: [{ physicalLocation: { artifactLocation: file, region: region(range) } }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({
        id: index,
        message: message(place.message),
        physicalLocation: {
          artifactLocation: place.uri === undefined ? file : { uri: place.uri },
          region: region(place.range),
        },
      })),
    }),
    partialFingerprints: { [FINGERPRINT]: fingerprint },
  };
}

function notificationOf({ path, reason }: Unreadable, file: ArtifactLocation): Notification {
  return {
    level: 'error',
    message: message(localize('cannot read {0}: {1}', path, reason)),
    locations: [{ physicalLocation: { artifactLocation: file } }],
  };
}

/** The root of the checkout, which the paths of other formats count from; the current folder where it is not known. */
function rootOf({ GITHUB_WORKSPACE, CI_PROJECT_DIR }: ReporterOptions['env'], cwd: string): string {
  const root = GITHUB_WORKSPACE || CI_PROJECT_DIR || cwd;
  const below = relative(root, cwd);
  return isAbsolute(root) && !below.startsWith('..') && !isAbsolute(below) ? root : cwd;
}

/** Relative paths count from {@link BASE}. */
function artifactIn(root: string, path: string, cwd: string): ArtifactLocation {
  const shown = pathFrom(root, path, cwd);
  if (isAbsolute(shown)) return { uri: pathToFileURL(shown).href };
  return { uri: shown.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}

/** A plain text message. Texts of files contain neither links (3.11.6) nor placeholders (3.11.5). */
function message(text: string): { text: string } {
  return {
    text: inertText(text)
      .replaceAll('](', '] (')
      .replace(/\{(\d+)\}/g, '{{$1}}'),
  };
}

/** A region; lines and columns count from 1, the end is exclusive. */
function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
