/** The English templates of everything that the service and the language server say, read from their source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOMS = ['xml', 'xsd', 'vpc', 'service', 'lsp'];

/** Files whose texts stand in documents, schemas or examples, and are shown to nobody as they are. */
const NO_MESSAGES = [
  'xsd/read/xmlNamespaceSchema.ts',
  'xsd/simpleTypes/values/dates.ts',
  'vpc/rules/checks.ts',
  'vpc/rules/examples.ts',
  'vpc/rules/page.ts',
  'vpc/exchange/cvrf/patches.ts',
  'service/newFile.ts',
];

/** Properties that document a rule or a code for those who read about it; the pages about them are English. */
const DOCUMENTATION = /^(example|examples|clause|docs)$/;
/** Of a rule besides: what the list of rules calls it. */
const RULE_TITLE = 'title';

/** Calls whose texts go to the log or name a request there. */
const LOGGED = /(^|\.)(answer|runSafe|inBackground|log|info|warn|error|register|formatted)$/;

/** Each template with the file that it stands in. */
export function messageTemplates(): Map<string, string> {
  const templates = new Map<string, string>();
  for (const room of ROOMS) {
    for (const name of readdirSync(join('server/src', room), { recursive: true, encoding: 'utf8' })) {
      const file = join(room, name);
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
  if (ts.isStringLiteralLike(node) && (looksLikeOne(node.text) || isLocalized(node))) templates.set(node.text, file);
  ts.forEachChild(node, (child) => collect(child, file, templates));
}

/** It has places to fill in, or is a sentence or a phrase. */
function looksLikeOne(text: string): boolean {
  return /\{\d\}/.test(text) || /^[A-Z<“"](?!\?xml).*[a-z]+ .*[a-z]/.test(text);
}

function isLocalized({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.getText() === 'localize';
}

function isNoMessage(node: ts.Node, file: string): boolean {
  if (ts.isThrowStatement(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isNewExpression(node)) return node.expression.getText().endsWith('Error');
  if (ts.isPropertyAssignment(node)) {
    const name = node.name.getText();
    return DOCUMENTATION.test(name) || (name === RULE_TITLE && file.startsWith('vpc/rules/'));
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
