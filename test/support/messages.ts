/** The English templates of all messages of the core and the language server, read from their source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const FOLDERS = ['xml', 'xsd', 'domain', 'rules', 'matrix', 'exchange', 'workspace', 'language', 'disk', 'lsp'];

/** Files whose texts are parts of documents, schemas or examples, and not messages. */
const NO_MESSAGES = [
  // The names of characters in Unicode.
  'xml/invisible.ts',
  'xsd/read/wellKnownSchemas.ts',
  'xsd/read/xmlNamespaceSchema.ts',
  'xsd/simpleTypes/values/dates.ts',
  'rules/checks.ts',
  'rules/examples.ts',
  'rules/page.ts',
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

/** Properties for the documentation of a rule or a code, which is in English only. */
const DOCUMENTATION = /^(example|examples|clause|docs)$/;
/** A property of rules that is used in lists of rules only. */
const RULE_TITLE = 'title';

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

function collect(node: ts.Node, file: string, templates: Map<string, string>): void {
  if (isNoMessage(node, file)) return;
  if (ts.isStringLiteralLike(node) && (looksLikeMessage(node.text) || isLocalized(node)))
    templates.set(node.text, file);
  ts.forEachChild(node, (child) => collect(child, file, templates));
}

/** Whether a text has placeholders, or is a sentence or a phrase. */
function looksLikeMessage(text: string): boolean {
  return /\{\d\}/.test(text) || /^[A-Z<“"](?!\?xml).*[a-z]+ .*[a-z]/.test(text);
}

function isLocalized({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.getText() === 'localize';
}

function isNoMessage(node: ts.Node, file: string): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  // A refusal is shown to the user; other errors are for the log.
  if (ts.isThrowStatement(node)) return !REFUSALS.test(node.expression.getText());
  if (ts.isNewExpression(node)) return node.expression.getText().endsWith('Error');
  if (ts.isPropertyAssignment(node)) {
    const name = node.name.getText();
    return DOCUMENTATION.test(name) || (name === RULE_TITLE && file.startsWith('rules/'));
  }
  const { parent } = node;
  return (
    ts.isStringLiteralLike(node) &&
    parent !== undefined &&
    ts.isCallExpression(parent) &&
    LOGGED.test(parent.expression.getText()) &&
    parent.arguments.includes(node)
  );
}
