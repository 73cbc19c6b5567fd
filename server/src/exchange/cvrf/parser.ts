/** The XML parser for release documents, see `loadedParser`. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  htmlEntities: true,
  // KB numbers and build numbers must remain texts.
  parseTagValue: false,
  parseAttributeValue: false,
});

/** `true`, or where a text is not well-formed. */
export const validate = (text: string): ReturnType<typeof XMLValidator.validate> => XMLValidator.validate(text);
