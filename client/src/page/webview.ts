/** The webviews of the matrix and of the plan, which share one page. */
import * as vscode from 'vscode';
import { pageHtml } from './html';

/** The options of a webview: scripts are allowed, and only files of the page can be loaded. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')] };
}

/** The HTML of a webview. */
export function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
  return pageHtml({
    script: file('main.js'),
    style: file('main.css'),
    source: webview.cspSource,
    nonce: nonce(),
    language: vscode.env.language,
  });
}

function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
