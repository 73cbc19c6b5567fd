/**
 * A well-formed document of about `bytes` characters: records of a dozen children with simple content, one element on each
 * line, as in the vocabularies of this project. The same size gives the same document.
 */
export function largeDocument(bytes: number): string {
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<file>\n'];
  for (let record = 0, size = 0; size < bytes; record++) {
    const lines = [`  <record number="${record}">\n    <id scheme="KB">KB${5_000_000 + record}</id>\n`];
    for (let entry = 0; entry < 12; entry++) {
      lines.push(
        `    <entry>\n      <name>Product ${entry}</name>\n      <version>${entry}.${record % 7}</version>\n` +
          `      <state>Approved</state>\n      <date>2026-02-${10 + (record % 18)}T00:00:00Z</date>\n    </entry>\n`,
      );
    }
    lines.push('  </record>\n');
    const part = lines.join('');
    size += part.length;
    parts.push(part);
  }
  parts.push('</file>\n');
  return parts.join('');
}
