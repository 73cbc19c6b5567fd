/** The English templates of all messages of the core, the language server and the command line, read from their source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const FOLDERS = ['xml', 'xsd', 'domain', 'rules', 'matrix', 'exchange', 'workspace', 'language', 'disk', 'lsp', 'cli'];

/** Files whose texts are parts of documents, schemas or examples, and not messages. */
const NO_MESSAGES = [
  // The names of characters in Unicode.
  'xml/invisible.ts',
  'xsd/read/wellKnownSchemas.ts',
  'xsd/read/xmlNamespaceSchema.ts',
  'xsd/simpleTypes/values/dates.ts',
  'rules/checks.ts',
  'rules/examples.ts',
  'exchange/cvrf/patches.ts',
  // Words of tables that are read, in both languages, and parts of workbooks.
  'exchange/apply/shownState.ts',
  'exchange/tables/xlsx/write/sheetXml.ts',
  'exchange/tables/xlsx/write/styles.ts',
  'language/newFile/newFile.ts',
  // Words for the program at the other end, and for who starts the server.
  'lsp/transport/connect.ts',
  'lsp/transport/jsonRpc.ts',
];

/** Properties of rules and codes that are documents, or documentation, which `test/client/languages.test.ts` reads from the tables. */
const DOCUMENTATION = /^(example|examples|clause|docs)$/;

/** Calls whose texts are log messages or names of requests in the log. */
const LOGGED = /((^|\.)(answer|runSafe|inBackground|log|info|warn|register|formatted)|\.error)$/;

/** The errors whose messages are shown. */
const REFUSALS = /^new (?:Refusal|TableFault|Unclear|GitRefusal)\(/;

/** Each template with its file. */
export function messageTemplates(): Map<string, string> {
  const templates = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join('server/src', folder), { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      if (!name.endsWith('.ts') || name.endsWith('.d.ts') || NO_MESSAGES.includes(file)) continue;
      const path = join('server/src', file);
      const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
      collect(source, file, templates);
    }
  }
  return templates;
}

/** @param isLog whether of the node only what is localized is a message */
function collect(node: ts.Node, file: string, templates: Map<string, string>, isLog = false): void {
  if (isNoMessage(node)) return;
  const isMessage = (text: ts.StringLiteralLike): boolean =>
    isLocalized(text) || (!isLog && (looksLikeMessage(text.text) || isPhrase(text, file)));
  if (ts.isStringLiteralLike(node) && isMessage(node)) templates.set(node.text, file);
  const isLogged = isLog || isLogText(node);
  ts.forEachChild(node, (child) => collect(child, file, templates, isLogged));
}

/** Whether a text has placeholders, or is a sentence or a phrase. */
function looksLikeMessage(text: string): boolean {
  return /\{\d\}/.test(text) || /^[A-Z<“"](?!\?xml).*[a-z]+ .*[a-z]/.test(text);
}

/** Whether a literal is the template of a call of `localize`, itself or as one of two. */
function isLocalized({ parent }: ts.Node): boolean {
  const call = ts.isConditionalExpression(parent) ? parent.parent : parent;
  return (
    ts.isCallExpression(call) &&
    call.expression.getText() === 'localize' &&
    !call.arguments.slice(1).includes(parent as ts.Expression)
  );
}

/** Files in which messages can be phrases: `disk full`. Those of several lines are texts after a help. */
const WITH_PHRASES =
  /^cli\/(?!reporters\/junit|configuration\.ts|launcher\.ts)|^rules\/page\.ts|^workspace\/suppression\/page\.ts|^language\/fixes\/table\.ts|^exchange\/csaf\/(?:patches|readCsaf)\.ts/;

function isPhrase(node: ts.StringLiteralLike, file: string): boolean {
  return WITH_PHRASES.test(file) && /^[\w"'(][^\n]*\w,? [a-z][^\n]*$/.test(node.text);
}

/** Texts that no user sees: errors of the programmer and log messages. A refusal is shown. */
function isLogText(node: ts.Node): boolean {
  if (ts.isThrowStatement(node)) return !REFUSALS.test(node.expression.getText());
  return ts.isNewExpression(node) && node.expression.getText().endsWith('Error');
}

function isNoMessage(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isPropertyAssignment(node)) return DOCUMENTATION.test(node.name.getText());
  const { parent } = node;
  if (!ts.isStringLiteralLike(node) || parent === undefined) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
  return ts.isCallExpression(parent) && LOGGED.test(parent.expression.getText()) && parent.arguments.includes(node);
}
