/**
 * The table from code to fix makers, the most helpful first. A code without a row does not compile; a code without fixes
 * has a row with the reason.
 */
import { fixesFor } from '../../rules/registry';
import { ruleContextOf } from '../../workspace/ruleContext';
import type { XmlCode } from '../../xml/codes';
import type { InstanceCode } from '../../xsd';
import type { SuppressionCode } from '../../workspace/suppression/codes';
import * as characters from './characters';
import type { FixMaker } from './fix';
import * as invisible from './invisible';
import * as missing from './missing';
import * as names from './names';
import * as namespaces from './namespaces';
import * as placement from './placement';
import * as prolog from './prolog';
import * as suppressions from './suppressions';
import * as tags from './tags';
import * as text from './text';
import * as types from './types';
import { dateTimeValue, dateValue, timeValue } from './values/dates';
import { existingId, fixedValue, freeId, listedValue, booleanValue } from './values/listed';
import { fewerDigits, numberValue } from './values/numbers';
import { shortenedValue, normalizedValue } from './values/texts';

/** The codes of `xsd/` as reported: without the suffix that distinguishes cases. */
type XsdCode = InstanceCode extends infer Code ? (Code extends `${infer Rule}:${string}` ? Rule : Code) : never;

/** Why a code has no fixes. */
interface NoFix {
  readonly reason: string;
}

type Row = readonly FixMaker[] | NoFix;

const noFix = (reason: string): NoFix => ({ reason });
const UNKNOWN_VALUE = noFix('the intended value is unknown');
const SCHEMA_ERROR = noFix('the schema has to be corrected');

const VALUE = [booleanValue, dateTimeValue, dateValue, timeValue, numberValue, listedValue, normalizedValue];
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
  'cvc-elt.4.2': [types.replaceXsiType, placement.removeAttribute],
  'cvc-elt.4.3': [types.replaceXsiType, placement.removeAttribute],
  'cvc-elt.5.1.1': UNKNOWN_VALUE,
  'cvc-elt.5.2.2.1': [placement.fixContent],
  'cvc-elt.5.2.2.2': [fixedValue],
  'cvc-type.2': [types.addXsiType],
  'cvc-type.3.1.1': [placement.removeAttribute, placement.removeAllAttributes],
  'cvc-type.3.1.2': [placement.unwrap, placement.moveOut, placement.removeElement],
  'cvc-complex-type.2.1': [text.removeText, placement.emptyParent, placement.moveOut, placement.removeElement],
  'cvc-complex-type.2.2': [placement.unwrap, placement.moveOut, placement.removeElement],
  'cvc-complex-type.2.3': [invisible.plainSpaces, text.wrapText, text.removeText],
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

  'cvc-identity-constraint.3': noFix('it is unknown which of the values is right'),
  'cvc-identity-constraint.4.1': [freeId],
  'cvc-identity-constraint.4.2.1': [missing.insertKeyField],
  'cvc-identity-constraint.4.2.2': [freeId],
  'cvc-identity-constraint.4.2.3': SCHEMA_ERROR,
  'cvc-identity-constraint.4.3': [existingId],

  'cvc-datatype-valid.1.2.1': VALUE,
  'cvc-datatype-valid.1.2.3': VALUE,
  'cvc-simple-type.2.1': noFix('the entities are declared in the DOCTYPE'),
  'cvc-length-valid': [normalizedValue, shortenedValue],
  'cvc-minLength-valid': UNKNOWN_VALUE,
  'cvc-maxLength-valid': [shortenedValue],
  'limit.pattern-alternatives': SCHEMA_ERROR,
  'limit.content': SCHEMA_ERROR,
  'schema-location': noFix('the intended file is unknown'),
  'cvc-pattern-valid': [normalizedValue, dateTimeValue, dateValue, timeValue, numberValue],
  'cvc-enumeration-valid': [listedValue],
  'cvc-maxInclusive-valid': UNKNOWN_VALUE,
  'cvc-maxExclusive-valid': UNKNOWN_VALUE,
  'cvc-minInclusive-valid': UNKNOWN_VALUE,
  'cvc-minExclusive-valid': UNKNOWN_VALUE,
  'cvc-totalDigits-valid': [fewerDigits],
  'cvc-fractionDigits-valid': [fewerDigits],
};

const NOT_READ = noFix('the other file is not read');
const ENCODING_OF_FILE = noFix('the file has to be saved again; an edit of its text cannot change its encoding');

const XML_FIXES: Readonly<Record<XmlCode, Row>> = {
  'xml/no-root-element': [prolog.insertRoot],
  'xml/second-root-element': [tags.moveIntoRoot, tags.removeRootSibling],
  'xml/nesting-limit': noFix('where the nesting is wrong is not known'),
  'xml/text-outside-root': [characters.removeOutside],
  'xml/duplicate-byte-order-mark': [prolog.removeMarks],
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
  'xml/unfinished-comment': [characters.insertTerminator('-->')],
  'xml/double-hyphen-in-comment': [characters.spaceHyphens],
  'xml/unfinished-cdata': [characters.insertTerminator(']]>')],
  'xml/unfinished-processing-instruction': [characters.insertTerminator('?>')],
  'xml/reserved-target': [characters.removeInstruction],
  'xml/missing-target': [characters.removeSpaceBeforeTarget, characters.removeInstruction],
  'xml/missing-space-after-target': [characters.insertSpace],
  'xml/cdata-end-in-text': [characters.escapeCdataEnd],
  'xml/illegal-character': [invisible.replaceIllegal],

  'xml/missing-end-tag': [tags.closeElement],
  'xml/mismatched-end-tag': [tags.matchTags],
  'xml/stray-end-tag': [tags.removeEndTag],
  'xml/end-tag-without-name': [tags.nameEndTag],
  'xml/unfinished-start-tag': [tags.endStartTag],
  'xml/unfinished-end-tag': [tags.endEndTag],
  'xml/junk-in-end-tag': [tags.removeFromTag],
  'xml/junk-in-tag': [tags.removeFromTag],
  'xml/bare-less-than': [tags.removeSpaceBeforeName, characters.escapeLessThan],
  'xml/attribute-without-value': [tags.addValue, placement.removeAttribute],
  'xml/unquoted-attribute': [tags.quoteValue],
  'xml/unclosed-attribute': [tags.closeQuote],
  'xml/missing-space-between-attributes': [characters.insertSpace],
  'xml/duplicate-attribute': [tags.removeDuplicateAttribute],
  'xml/less-than-in-attribute': [characters.escapeLessThan],

  'xml/bare-ampersand': [characters.escapeAmpersand],
  'xml/unfinished-reference': [characters.completeReference],
  'xml/bad-character-reference': [characters.characterReference, characters.escapeReference],
  'xml/illegal-character-reference': [invisible.illegalReference],
  'xml/undeclared-entity': [characters.htmlEntity, characters.escapeReference, characters.removeMarked],
  'xml/entity-not-read': NOT_READ,
  'xml/unparsed-entity-reference': [characters.removeMarked],
  'xml/external-entity-in-attribute': NOT_READ,
  'xml/markup-in-attribute': noFix('the text of the entity has to be written out'),
  'xml/recursive-entity': [characters.removeMarked],
  'xml/entity-budget': noFix('the entities have to be shortened'),

  'xml/unbound-prefix': [namespaces.bindPrefix],
  'xml/bad-qualified-name': [namespaces.dropColons],
  'xml/colon-in-name': [namespaces.dropColons],
  'xml/reserved-prefix': [placement.removeAttribute],
  'xml/reserved-namespace': [placement.removeAttribute],
  'xml/empty-namespace': [placement.removeAttribute],
  'xml/duplicate-expanded-attribute': [tags.removeDuplicateAttribute],

  'xml/unfinished-doctype': [prolog.dtdEnd],
  'xml/dtd-space-missing': [characters.insertSpace],
  'xml/dtd-name-missing': noFix('the intended name is unknown'),
  'xml/dtd-literal-missing': [prolog.dtdQuote],
  'xml/dtd-literal-unclosed': [prolog.dtdCloseQuote],
  'xml/dtd-public-identifier': [characters.removeMarked],
  'xml/dtd-declaration-end': [characters.removeMarked],
  'xml/dtd-declaration-unfinished': [prolog.dtdEnd],
  'xml/dtd-unexpected': [characters.removeMarked],
  'xml/dtd-unknown-declaration': [prolog.dtdDeclaration],
  'xml/dtd-conditional-section': noFix('it is unknown which declarations to keep'),
  'xml/dtd-parameter-entity-in-declaration': noFix('the text of the parameter entity has to be written out'),
  'xml/dtd-bare-percent': [characters.escapePercent],
  'xml/dtd-undeclared-parameter-entity': [characters.removeMarked],
  'xml/dtd-element-content': noFix('the intended content is unknown'),
  'xml/dtd-attribute-type': [prolog.dtdAttributeType],
  'xml/dtd-attribute-default': [prolog.dtdDefault],
  'xml/predefined-entity': [prolog.dtdRemoveDeclaration],

  'xml/encoding-unknown': ENCODING_OF_FILE,
  'xml/encoding-contradicted': ENCODING_OF_FILE,
  'xml/encoding-invalid-bytes': ENCODING_OF_FILE,
};

/** The fixes of `vpc/` rules, which are defined with the rules. */
const ruleFixes: FixMaker = ({ problem, document }) => {
  const { vocabulary } = document;
  if (vocabulary === null) return [];
  const context = ruleContextOf(document);
  return fixesFor(problem, {
    ...document,
    vocabulary,
    // Looked up only for the fixes that need other files.
    get others() {
      return context.others;
    },
  });
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

/** The fix makers for a code; empty where it has no fixes. */
export function makersFor(code: string): readonly FixMaker[] {
  const row = rows.get(code);
  if (row === undefined) return [ruleFixes];
  return 'reason' in row ? [] : row;
}

/** Why a code has no fixes; `null` where it can have some. */
export function noFixReason(code: string): string | null {
  const row = rows.get(code);
  return row !== undefined && 'reason' in row ? row.reason : null;
}
