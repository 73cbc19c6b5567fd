import * as vscode from 'vscode';
import {
  REPORT,
  SETTINGS_SECTION,
  type DocumentReport,
  type ReportResult,
} from '../../../server/src/lsp/protocol/index';
import type { Command } from './context';

/** Settings with paths, whose values are not reported. */
const PATHS: readonly string[] = ['schema.path', 'schema.catalogs', 'profile.path'];

/** Copies a report for an issue to the clipboard: versions, sizes, times, settings; no content of files and no paths. */
export const copyReport: Command = {
  id: 'vpc.copyReport',
  async run({ running, version }) {
    const client = await running();
    const report = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Measuring…') },
      () => client.sendRequest<ReportResult | null>(REPORT, {}),
    );
    await vscode.env.clipboard.writeText(reportText(version, report));
    const show = vscode.l10n.t('Show');
    const message = vscode.l10n.t('Report copied to the clipboard. It contains no file names and no file contents.');
    if ((await vscode.window.showInformationMessage(message, show)) !== show) return;
    const content = await vscode.env.clipboard.readText();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'markdown' }));
  },
};

// Always in English: the maintainers read it.
function reportText(version: string, report: ReportResult | null): string {
  const host = vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop';
  return [
    '### VPC Tools report',
    '',
    `- extension ${version}, server ${report?.version ?? 'does not answer'}, profile ${report?.profileVersion ?? 'unknown'}`,
    `- VS Code ${vscode.version} (${host}${vscode.env.remoteName === undefined ? '' : ', remote'}), language ${vscode.env.language}`,
    `- workspace: ${report?.folders ?? 0} folders, ${vscode.workspace.isTrusted ? 'trusted' : 'not trusted'}`,
    '',
    '| setting | value |',
    '|---|---|',
    ...settingLines(),
    '',
    '| length | lines | elements | schema | schema problems | recognised | service level | problems | parsing ms | checking ms |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...(report?.documents ?? []).map(documentLine),
    '',
  ].join('\n');
}

function settingLines(): string[] {
  const settings = vscode.workspace.getConfiguration(SETTINGS_SECTION);
  const lines = (value: unknown, path: string): string[] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return Object.entries(value).flatMap(([key, inner]) => lines(inner, path === '' ? key : `${path}.${key}`));
    }
    const shown = PATHS.includes(path)
      ? value === '' || (Array.isArray(value) && value.length === 0)
        ? 'not set'
        : 'set'
      : JSON.stringify(value);
    return [`| ${SETTINGS_SECTION}.${path} | ${shown} |`];
  };
  // A copy, because the configuration object also has methods.
  return lines(JSON.parse(JSON.stringify(settings)), '');
}

function documentLine(document: DocumentReport): string {
  const { length, lines, elements, schema, schemaProblems, recognised, serviceLevel, problems, parsingMs, checkingMs } =
    document;
  const cells = [
    length,
    lines,
    elements,
    schema,
    schemaProblems,
    recognised,
    serviceLevel,
    problems,
    parsingMs,
    checkingMs,
  ];
  return `| ${cells.join(' | ')} |`;
}
