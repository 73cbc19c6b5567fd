import type { CodeEntry } from '../problem';

/** Problems in the DOCTYPE and its declarations. */
export const DTD_CODES = {
  'xml/unfinished-doctype': {
    severity: 'error',
    message: 'Unterminated DOCTYPE. End it with > (with ]> if it contains declarations).',
    clause: '2.8 [28]',
    example: '[[<!DOCTYPE]] a SYSTEM "a.dtd"\n<a/>',
  },
  'xml/dtd-space-missing': {
    severity: 'error',
    message: 'Missing space. Insert one here.',
    clause: '2.8 [28], 3.2 [45], 3.3 [52], 4.2 [71]',
    example: '<!DOCTYPE[[a]]><a/>',
  },
  'xml/dtd-name-missing': {
    severity: 'error',
    message: 'Missing name. Insert one here.',
    clause: '2.8 [28], 3.2 [45], 3.3 [52], 4.2 [71]',
    example: '<!DOCTYPE a [<!ELEMENT [[(]]#PCDATA)>]><a/>',
  },
  'xml/dtd-literal-missing': {
    severity: 'error',
    message: 'Missing quoted string. Insert one here.',
    clause: '4.2 [73], 4.2.2 [75]',
    example: '<!DOCTYPE a SYSTEM [[a.dtd]]><a/>',
  },
  'xml/dtd-literal-unclosed': {
    severity: 'error',
    message: 'Unterminated string. Add the closing quote.',
    clause: '2.3 [9]',
    example: '<!DOCTYPE a [<!ENTITY b [["c]]>]><a/>',
  },
  'xml/dtd-public-identifier': {
    severity: 'error',
    message: 'Character "{0}" is not allowed in a public identifier. Remove it.',
    clause: '2.3 [13]',
    example: '<!DOCTYPE a PUBLIC "-//b//[[{]]//EN" "a.dtd"><a/>',
  },
  'xml/dtd-declaration-end': {
    severity: 'error',
    message: 'Expected > at the end of the declaration. Remove this text, or add the missing >.',
    clause: '2.8 [28], 3.2 [45], 3.3 [52], 4.2 [71], 4.7 [82]',
    example: '<!DOCTYPE a [<!ELEMENT a ANY [[b]]>]><a/>',
  },
  'xml/dtd-declaration-unfinished': {
    severity: 'error',
    message: 'Unterminated declaration. End it with >.',
    clause: '2.8 [29]',
    example: '<!DOCTYPE a [\n[[<!ELEMENT]] a ANY\n<!ELEMENT b ANY>\n]><a/>',
  },
  'xml/dtd-unexpected': {
    severity: 'error',
    message: 'Expected a declaration. Remove this text, or put it in a comment.',
    clause: '2.8 [28b]',
    example: '<!DOCTYPE a [ [[b]] <!ELEMENT a ANY>]><a/>',
  },
  'xml/dtd-unknown-declaration': {
    severity: 'error',
    message: 'Unknown declaration. Expected ELEMENT, ATTLIST, ENTITY or NOTATION, in capitals.',
    clause: '2.8 [29]',
    example: '<!DOCTYPE a [ [[<!Element]] a ANY>]><a/>',
  },
  'xml/dtd-conditional-section': {
    severity: 'error',
    message: 'INCLUDE and IGNORE sections are allowed only in a DTD file, not in the DOCTYPE. Remove this section.',
    clause: '3.4 [61]',
    example: '<!DOCTYPE a [ [[<![]]INCLUDE[<!ELEMENT a ANY>]]> ]><a/>',
  },
  'xml/dtd-parameter-entity-in-declaration': {
    severity: 'error',
    message: '"{0}" is allowed only between declarations, not inside one. Write out its text.',
    clause: '2.8, WFC: PEs in Internal Subset',
    example: '<!DOCTYPE a [<!ENTITY % b "ANY"><!ELEMENT a [[%b;]]>]><a/>',
  },
  'xml/dtd-bare-percent': {
    severity: 'error',
    message: '"%" does not start a reference here. To write % as text, use &#37;.',
    clause: '2.3 [9]',
    example: '<!DOCTYPE a [<!ENTITY b "50 [[%]]">]><a/>',
  },
  'xml/dtd-undeclared-parameter-entity': {
    severity: 'warning',
    message: 'Parameter entity "{0}" is not declared. Declare it above, or remove the reference.',
    clause: '4.1, VC: Entity Declared',
    example: '<!DOCTYPE a [ [[%b;]] ]><a/>',
  },
  'xml/dtd-element-content': {
    severity: 'error',
    message:
      'Missing or invalid content model. Write EMPTY, ANY, (#PCDATA), or names in parentheses such as (a, b?, (c | d)*).',
    clause: '3.2 [46]',
    example: '<!DOCTYPE a [<!ELEMENT a (b, c [[|]] d)>]><a/>',
  },
  'xml/dtd-attribute-type': {
    severity: 'error',
    message:
      'Missing or invalid attribute type. Write CDATA, ID, IDREF, IDREFS, ENTITY, ENTITIES, NMTOKEN, NMTOKENS, NOTATION (…) or an enumeration (a | b).',
    clause: '3.3.1 [54]',
    example: '<!DOCTYPE a [<!ATTLIST a b [[STRING]] #IMPLIED>]><a/>',
  },
  'xml/dtd-attribute-default': {
    severity: 'error',
    message: 'Missing or invalid attribute default. Write #IMPLIED, #REQUIRED, or a value in quotes.',
    clause: '3.3.2 [60]',
    example: '<!DOCTYPE a [<!ATTLIST a b CDATA [[c]]>]><a/>',
  },
  'xml/predefined-entity': {
    severity: 'error',
    message: 'The predefined entity "{0}" cannot be redefined. Remove this declaration.',
    clause: '4.6',
    example: '<!DOCTYPE a [<!ENTITY [[lt]] "less">]><a/>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;
