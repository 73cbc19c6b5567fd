import { TEXTS, type TextKey, type Texts } from '../../webview/texts';

/** The files that the page loads. */
export interface PageFiles {
  readonly script: string;
  readonly style: string;
  /** The source of both in the content security policy. */
  readonly source: string;
  /** Different for each page: only a script with this nonce runs. */
  readonly nonce: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * The HTML of the page. Its content security policy allows its own script and style sheet and nothing else. It contains no text
 * of a file: texts and data come in messages.
 */
export function pageHtml({ script, style, source, nonce, language }: PageFiles): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VPC</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** The texts of the page, each translated by `translate`. */
export function pageTexts(translate: (text: string) => string): Texts {
  const translated = Object.entries(TEXTS).map(([key, text]): [TextKey, string] => [key as TextKey, translate(text)]);
  return Object.fromEntries(translated) as Record<TextKey, string>;
}
