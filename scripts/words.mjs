// npm run check:words: fails where a word is written that docs/STYLE.md rules out, in what users read and in comments.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './lib/shell.mjs';

/** Patterns (case is ignored) with what to write instead. */
const WORDS = {
  message: {
    '(?<!\\bthere )\\b(?:is|are) (?:no (?!longer\\b|more\\b)\\w+|none\\b)': 'is not a valid …',
    '\\b(?:stands?|stood|standing)\\b(?!-)': 'is, occurs, is allowed; duplicate',
    '\\bin a circle\\b': 'cycle, circular',
    '\\bblanks?\\b': 'whitespace, space',
    '\\bmend(?:s|ed|ing)?\\b': 'fix, correct',
    '\\bwhoever\\b': 'readers, the caller',
    '\\bso many\\b': '{0}, N',
    '\\bbehind\\b': 'after',
    '\\bin front of\\b': 'before',
  },
  comment: {
    '\\bbehind\\b': 'after',
    '\\bin front of\\b': 'before',
    '\\bblanks?\\b': 'whitespace, space',
    '\\bso many\\b': 'N',
    '\\bwhoever\\b': 'the caller, readers',
    '\\b(?:is|are|was|were) told\\b': 'receives',
    '\\b(?:stands?|stood|standing)\\b(?!-)': 'is, occurs',
    '\\bmend(?:s|ed|ing)?\\b': 'fix',
    '\\bin a circle\\b': 'cycle',
    '(?<!\\b(?:question|quotation|exclamation) )\\bmarks\\b': 'record',
    '\\b(?:hollow|twins?|trails?|sayings?|spine|glanc(?:e|es|ed|ing)|what is meant)\\b':
      'the words of docs/STYLE.md, Identifiers',
    '\\bworth a look\\b': 'say what for',
  },
};

const ANY_WORD = new RegExp(Object.values(WORDS).flatMap(Object.keys).join('|'), 'i');

/** Files that quote the words. */
const OWN = ['scripts/words.mjs', 'test/scripts/words.test.ts'];

/**
 * The words in a file that are ruled out. Messages are literals of several words in server/ and client/, and the keys of the bundle.
 * @param {string} path from the root of the repository; its end says how the text is parsed
 * @param {string} text
 * @returns {{ kind: 'message' | 'comment', line: number, word: string, instead: string }[]} by place; lines count from 1
 */
export function ruledOut(path, text) {
  if (!ANY_WORD.test(text)) return [];
  const isBundle = path.endsWith('.json');
  const source = isBundle
    ? ts.parseJsonText(path, text)
    : ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const search = (kind, start, end) => {
    for (const [pattern, instead] of Object.entries(WORDS[kind])) {
      for (const { 0: word, index } of text.slice(start, end).matchAll(new RegExp(pattern, 'gi'))) {
        found.push({ kind, line: source.getLineAndCharacterOfPosition(start + index).line + 1, word, instead });
      }
    }
  };
  if (isBundle) {
    for (const { name } of source.statements[0].expression.properties) search('message', name.pos, name.end);
    return found;
  }
  /** Start and end of each literal: the scanner alone cannot tell a regular expression or a template from an operator. */
  const literals = new Map();
  const visit = (node) => {
    if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isLiteralExpression(node)) {
      literals.set(node.getStart(source), node.end);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const start = scanner.getTokenStart();
    const end = literals.get(start) ?? scanner.getTokenEnd();
    const isComment = token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) search('comment', start, end);
    else if (literals.has(start) && /^(server|client)\//.test(path) && text.slice(start, end).includes(' ')) {
      search('message', start, end);
    }
    if (literals.has(start)) scanner.resetTokenState(end);
  }
  return found;
}

function* checked() {
  const isCode = (name) => /\.(ts|mts|mjs)$/.test(name);
  for (const name of readdirSync(root)) if (isCode(name)) yield name;
  for (const folder of ['server', 'client', 'scripts', 'test', 'bench']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (isCode(name)) yield join(folder, name).replaceAll('\\', '/');
    }
  }
  yield 'l10n/bundle.l10n.de.json';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const path of checked()) {
    if (OWN.includes(path)) continue;
    for (const { kind, line, word, instead } of ruledOut(path, readFileSync(join(root, path), 'utf8'))) {
      console.log(`${path}:${line}: ${kind}: "${word}" (docs/STYLE.md; for example: ${instead})`);
      process.exitCode = 1;
    }
  }
}
