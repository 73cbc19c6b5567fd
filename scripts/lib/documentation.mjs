// Leaves the documentation of rules out of a bundle whose program does not show it: `vpc explain` does, the language server does not.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** The files with rules and with the codes of suppression comments. */
const FILES = /[\\/]server[\\/]src[\\/](?:rules[\\/][a-z]+|workspace[\\/]suppression)[\\/]\w+\.ts$/;

/** The properties of a rule with texts and examples for its page. */
const DOCUMENTATION = new Set(['docs', 'examples', 'example']);

/** Set-up of a plugin of esbuild. @param {import('esbuild').PluginBuild} build */
export function withoutDocumentation({ onLoad }) {
  onLoad({ filter: FILES }, ({ path }) => ({
    contents: undocumented(path, readFileSync(path, 'utf8')),
    loader: 'ts',
  }));
}

/**
 * A module whose rules have no documentation.
 * @param {string} path
 * @param {string} text TypeScript
 */
export function undocumented(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && isOfRule(node)) found.push(node.initializer);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found
    .reverse()
    .reduce((left, node) => `${left.slice(0, node.getStart(source))}undefined${left.slice(node.end)}`, text);
}

/** Whether a property is documentation in the table of a rule or code, which has messages, too. */
function isOfRule({ name, parent }) {
  const names = parent.properties.map((property) => property.name?.getText());
  return DOCUMENTATION.has(name.getText()) && names.includes('messages') && names.includes('severity');
}
