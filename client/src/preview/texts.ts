import * as vscode from 'vscode';
import { TEXTS, type TextKey, type Texts } from '../../webview/texts';

/** The texts of the page in the language of VS Code. */
export function pageTexts(): Texts {
  const translated = Object.entries(TEXTS).map(([key, text]): [TextKey, string] => [
    key as TextKey,
    vscode.l10n.t(text),
  ]);
  return Object.fromEntries(translated) as Record<TextKey, string>;
}
