/** What the page is loaded from. */
export interface PageFiles {
  readonly script: string;
  readonly style: string;
  /** The source of both, for the content security policy. */
  readonly source: string;
  /** Fresh for each page: no script runs but the one that knows it. */
  readonly nonce: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * The document of the page: it may run its own script and take its own style sheet, and nothing else; no text of a file is in
 * it. Texts and data come in messages.
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
