/**
 * The one table from code to fixes: what could be done about each problem, what helps most first. A code without a row does
 * not compile; where a person has to think, the row says so.
 */
import { fixesFor } from '../../vpc/rules/registry';
import type { XmlCode } from '../../xml/codes';
import type { InstanceCode } from '../../xsd';
import type { SuppressionCode } from '../suppression/codes';
import * as characters from './characters';
import type { FixMaker } from './fix';
import * as missing from './missing';
import * as names from './names';
import * as namespaces from './namespaces';
import * as placement from './placement';
import * as prolog from './prolog';
import * as suppressions from './suppressions';
import * as tags from './tags';
import * as text from './text';
import * as types from './types';
import { booleanValue } from './values/booleans';
import { dateTimeValue, dateValue, timeValue } from './values/dates';
import { existingId, fixedValue, freeId, listedValue } from './values/listed';
import { fewerDigits, numberValue } from './values/numbers';
import { shortened, tidied } from './values/texts';

/** The codes of the xsd room as users see them: without the words that tell cases apart. */
type XsdCode = InstanceCode extends infer Code ? (Code extends `${infer Rule}:${string}` ? Rule : Code) : never;

/** Why there is nothing to offer. */
interface NoFix {
  readonly none: string;
}

type Row = readonly FixMaker[] | NoFix;

const none = (why: string): NoFix => ({ none: why });
const ONLY_THE_PERSON_KNOWS = none('only the person knows the value that was meant');
const SCHEMA_MISTAKE = none('the schema is what has to be corrected');

const VALUE = [booleanValue, dateTimeValue, dateValue, timeValue, numberValue, listedValue, tidied];
const MISPLACED = [
  placement.moveToPlace,
  namespaces.correctNamespace,
  names.renameElement,
  placement.moveIntoPrevious,
  placement.moveOut,
  placement.removeElement,
];

const XSD_FIXES: Readonly<Record<XsdCode, Row>> = {
  'cvc-elt.1': [namespaces.correctNamespace, names.renameElement],
  'cvc-elt.2': [names.renameElement],
  'cvc-elt.3.1': [placement.removeNil],
  'cvc-elt.3.2.1': [placement.removeNil, placement.emptyElement],
  'cvc-elt.3.2.2': [placement.removeAttribute],
  'cvc-elt.4.2': [types.anotherType, placement.removeAttribute],
  'cvc-elt.4.3': [types.anotherType, placement.removeAttribute],
  'cvc-elt.5.1.1': ONLY_THE_PERSON_KNOWS,
  'cvc-elt.5.2.2.1': [placement.fixContent],
  'cvc-elt.5.2.2.2': [fixedValue],
  'cvc-type.2': [types.claimType],
  'cvc-type.3.1.1': [placement.removeAttribute, placement.removeAllAttributes],
  'cvc-type.3.1.2': [placement.unwrap, placement.moveOut, placement.removeElement],
  'cvc-complex-type.2.1': [text.removeText, placement.emptyParent, placement.moveOut, placement.removeElement],
  'cvc-complex-type.2.2': [placement.unwrap, placement.moveOut, placement.removeElement],
  'cvc-complex-type.2.3': [text.wrapText, text.removeText],
  'cvc-complex-type.2.4.a': MISPLACED,
  'cvc-complex-type.2.4.b': [missing.insertMissing],
  'cvc-complex-type.2.4.c': [names.renameToGlobal, placement.removeElement],
  'cvc-complex-type.2.4.d': MISPLACED,
  'cvc-complex-type.2.4.f': [placement.removeElement, placement.moveOut],
  'cvc-complex-type.3.2.2': [names.qualifyXsi, names.renameAttribute, placement.removeAttribute],
  'cvc-complex-type.4': [missing.insertAttribute],
  'cvc-complex-type.5.1': [placement.removeAttribute],
  'cvc-attribute.1': [names.qualifyXsi, names.renameToGlobal, placement.removeAttribute],
  'cvc-attribute.4': [fixedValue],
  'cvc-id.1': [existingId],
  'cvc-id.2': [freeId],

  'cvc-identity-constraint.3': none('which of the values is the right one, only the person knows'),
  'cvc-identity-constraint.4.1': [freeId],
  'cvc-identity-constraint.4.2.1': [missing.insertKeyField],
  'cvc-identity-constraint.4.2.2': [freeId],
  'cvc-identity-constraint.4.2.3': SCHEMA_MISTAKE,
  'cvc-identity-constraint.4.3': [existingId],

  'cvc-datatype-valid.1.2.1': VALUE,
  'cvc-datatype-valid.1.2.3': VALUE,
  'cvc-simple-type.2.1': none('only the DOCTYPE says which entities there are'),
  'cvc-length-valid': [tidied, shortened],
  'cvc-minLength-valid': ONLY_THE_PERSON_KNOWS,
  'cvc-maxLength-valid': [shortened],
  'cvc-pattern-valid': [tidied, dateTimeValue, dateValue, timeValue, numberValue],
  'cvc-enumeration-valid': [listedValue],
  'cvc-maxInclusive-valid': ONLY_THE_PERSON_KNOWS,
  'cvc-maxExclusive-valid': ONLY_THE_PERSON_KNOWS,
  'cvc-minInclusive-valid': ONLY_THE_PERSON_KNOWS,
  'cvc-minExclusive-valid': ONLY_THE_PERSON_KNOWS,
  'cvc-totalDigits-valid': [fewerDigits],
  'cvc-fractionDigits-valid': [fewerDigits],
};

const OTHER_FILE = none('what the other file holds is not read');
const BYTES = none('the bytes of the file have to be saved anew; no edit of its text does that');

const XML_FIXES: Readonly<Record<XmlCode, Row>> = {
  'xml/no-root-element': [prolog.insertRoot],
  'xml/second-root-element': [tags.moveIntoRoot, tags.removeRootSibling],
  'xml/text-outside-root': [characters.removeOutside],
  'xml/misplaced-doctype': [prolog.moveDoctype],
  'xml/misplaced-xml-declaration': [prolog.moveDeclaration],
  'xml/unfinished-xml-declaration': [prolog.endDeclaration],
  'xml/declaration-version-missing': [prolog.rewriteDeclaration],
  'xml/declaration-version': [prolog.versionOne],
  'xml/declaration-encoding': [prolog.utf8],
  'xml/declaration-standalone': [prolog.yesOrNo],
  'xml/declaration-order': [prolog.rewriteDeclaration],
  'xml/declaration-syntax': [prolog.rewriteDeclaration],
  'xml/unknown-declaration': [characters.unknownDeclaration],
  'xml/unfinished-comment': [characters.ending('-->')],
  'xml/double-hyphen-in-comment': [characters.spaceHyphens],
  'xml/unfinished-cdata': [characters.ending(']]>')],
  'xml/unfinished-processing-instruction': [characters.ending('?>')],
  'xml/reserved-target': [characters.removeInstruction],
  'xml/missing-target': [characters.joinTarget, characters.removeInstruction],
  'xml/missing-space-after-target': [characters.insertBlank],
  'xml/cdata-end-in-text': [characters.escapeCdataEnd],
  'xml/illegal-character': [characters.removeIllegal],

  'xml/missing-end-tag': [tags.closeElement],
  'xml/mismatched-end-tag': [tags.matchTags],
  'xml/stray-end-tag': [tags.removeEndTag],
  'xml/end-tag-without-name': [tags.nameEndTag],
  'xml/unfinished-start-tag': [tags.endStartTag],
  'xml/unfinished-end-tag': [tags.endEndTag],
  'xml/junk-in-end-tag': [tags.removeFromTag],
  'xml/junk-in-tag': [tags.removeFromTag],
  'xml/bare-less-than': [characters.escapeLessThan],
  'xml/attribute-without-value': [tags.giveValue, placement.removeAttribute],
  'xml/unquoted-attribute': [tags.quoteValue],
  'xml/unclosed-attribute': [tags.closeQuote],
  'xml/missing-space-between-attributes': [characters.insertBlank],
  'xml/duplicate-attribute': [tags.removeDouble],
  'xml/less-than-in-attribute': [characters.escapeLessThan],

  'xml/bare-ampersand': [characters.escapeAmpersand],
  'xml/unfinished-reference': [characters.endReference],
  'xml/bad-character-reference': [characters.characterReference, characters.escapeReference],
  'xml/illegal-character-reference': [characters.removeIllegal],
  'xml/undeclared-entity': [characters.htmlEntity, characters.escapeReference, characters.removeMarked],
  'xml/entity-not-read': OTHER_FILE,
  'xml/unparsed-entity-reference': [characters.removeMarked],
  'xml/external-entity-in-attribute': OTHER_FILE,
  'xml/markup-in-attribute': none('the text that the entity stands for has to be written anew'),
  'xml/recursive-entity': [characters.removeMarked],
  'xml/entity-budget': none('the entities have to be made shorter'),

  'xml/unbound-prefix': [namespaces.bindPrefix],
  'xml/bad-qualified-name': [namespaces.dropColons],
  'xml/colon-in-name': [namespaces.dropColons],
  'xml/reserved-prefix': [placement.removeAttribute],
  'xml/reserved-namespace': [placement.removeAttribute],
  'xml/empty-namespace': [placement.removeAttribute],
  'xml/duplicate-expanded-attribute': [tags.removeDouble],

  'xml/unfinished-doctype': [prolog.dtdEnd],
  'xml/dtd-space-missing': [characters.insertBlank],
  'xml/dtd-name-missing': none('only the person knows the name'),
  'xml/dtd-literal-missing': [prolog.dtdQuote],
  'xml/dtd-literal-unclosed': [prolog.dtdCloseQuote],
  'xml/dtd-public-identifier': [characters.removeMarked],
  'xml/dtd-declaration-end': [characters.removeMarked],
  'xml/dtd-declaration-unfinished': [prolog.dtdEnd],
  'xml/dtd-unexpected': [characters.removeMarked],
  'xml/dtd-unknown-declaration': [prolog.dtdDeclaration],
  'xml/dtd-conditional-section': none('which declarations are to stay, only the person knows'),
  'xml/dtd-parameter-entity-in-declaration': none('what it stands for has to be written out'),
  'xml/dtd-bare-percent': [characters.escapePercent],
  'xml/dtd-undeclared-parameter-entity': [characters.removeMarked],
  'xml/dtd-element-content': none('only the person knows what the element may hold'),
  'xml/dtd-attribute-type': [prolog.dtdAttributeType],
  'xml/dtd-attribute-default': [prolog.dtdDefault],
  'xml/predefined-entity': [prolog.dtdRemoveDeclaration],

  'xml/encoding-unknown': BYTES,
  'xml/encoding-contradicted': BYTES,
  'xml/encoding-invalid-bytes': BYTES,
};

/** What the rules of the domain propose, which stand beside the rules. */
const byRule: FixMaker = ({ problem, document }) => {
  const { vocabulary } = document;
  return vocabulary === null ? [] : fixesFor(problem, { ...document, vocabulary });
};

const SUPPRESSION_FIXES: Readonly<Record<SuppressionCode, Row>> = {
  'vpc/unused-suppression': [suppressions.removeSuppression],
  'vpc/unknown-suppression': [suppressions.correctWord, suppressions.removeCode],
};

const rows = new Map<string, Row>([
  ...Object.entries(XSD_FIXES).map(([code, row]) => [`xsd/${code}`, row] as const),
  ...Object.entries(XML_FIXES),
  ...Object.entries(SUPPRESSION_FIXES),
]);

/** The makers of fixes for a code. */
export function makersFor(code: string): readonly FixMaker[] {
  const row = rows.get(code);
  if (row === undefined) return [byRule];
  return 'none' in row ? [] : row;
}

/** Why a code has no fixes; `null` where it has some. */
export function whyNone(code: string): string | null {
  const row = rows.get(code);
  return row !== undefined && 'none' in row ? row.none : null;
}
