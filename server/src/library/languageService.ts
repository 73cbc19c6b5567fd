import {
  createLanguageService as createService,
  type LanguageService,
  type LanguageServiceOptions,
} from '../language/languageService';
import { reference } from './governed';

/**
 * A language service for an editor; its documents are governed by the reference schema and vocabulary unless opened with
 * others.
 * @example
 * const service = createLanguageService();
 * const document = service.openDocument('<PatchData><');
 * service.completion(document, 12, { snippets: false }).items.map(({ label }) => label);
 */
export function createLanguageService(options: LanguageServiceOptions = {}): LanguageService {
  const created = createService(options);
  return { ...created, openDocument: (text, own) => created.openDocument(text, { ...reference(), ...own }) };
}
