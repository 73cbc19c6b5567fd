// libxml2-wasm as a program: node libxml2Wasm.mjs SCHEMA FILE. Prints each problem as a line "line:column: message".
import { readFileSync } from 'node:fs';
import { ParseOption, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';

const [schema, file] = process.argv.slice(2);
const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(schema)));
try {
  validator.validate(XmlDocument.fromBuffer(readFileSync(file), { option: ParseOption.XML_PARSE_HUGE }));
} catch (error) {
  if (!(error instanceof XmlLibError)) throw error;
  for (const { line, col, message } of error.details) console.log(`${line}:${col}: ${message.trim()}`);
  process.exitCode = 1;
}
