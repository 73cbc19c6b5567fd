import type { CodeEntry } from './entry';

/** Mistakes in the DOCTYPE and in the declarations that stand in it. */
export const DTD_CODES = {
  'xml/unfinished-doctype': {
    severity: 'error',
    message: 'This DOCTYPE does not end. Write > at its end (]> where declarations stand in it).',
    clause: '2.8 [28]',
    example: '[[<!DOCTYPE]] a SYSTEM "a.dtd"\n<a/>',
  },
  'xml/dtd-space-missing': {
    severity: 'error',
    message: 'A space is missing here. Put one in.',
    clause: '2.8 [28], 3.2 [45], 3.3 [52], 4.2 [71]',
    example: '<!DOCTYPE[[a]]><a/>',
  },
  'xml/dtd-name-missing': {
    severity: 'error',
    message: 'A name is missing here. Write one.',
    clause: '2.8 [28], 3.2 [45], 3.3 [52], 4.2 [71]',
    example: '<!DOCTYPE a [<!ELEMENT [[(]]#PCDATA)>]><a/>',
  },
  'xml/dtd-literal-missing': {
    severity: 'error',
    message: 'A text in quotes is missing here. Write one.',
    clause: '4.2 [73], 4.2.2 [75]',
    example: '<!DOCTYPE a SYSTEM [[a.dtd]]><a/>',
  },
  'xml/dtd-literal-unclosed': {
    severity: 'error',
    message: 'This text has no closing quote. Write one at its end.',
    clause: '2.3 [9]',
    example: '<!DOCTYPE a [<!ENTITY b [["c]]>]><a/>',
  },
  'xml/dtd-public-identifier': {
    severity: 'error',
    message: 'A public identifier may not hold {0}. Take it out.',
    clause: '2.3 [13]',
    example: '<!DOCTYPE a PUBLIC "-//b//[[{]]//EN" "a.dtd"><a/>',
  },
  'xml/dtd-declaration-end': {
    severity: 'error',
    message: 'This does not belong here: the declaration should end with >. Delete it, or write the > that is missing.',
    clause: '2.8 [28], 3.2 [45], 3.3 [52], 4.2 [71], 4.7 [82]',
    example: '<!DOCTYPE a [<!ELEMENT a ANY [[b]]>]><a/>',
  },
  'xml/dtd-declaration-unfinished': {
    severity: 'error',
    message: 'This declaration does not end. Write > at its end.',
    clause: '2.8 [29]',
    example: '<!DOCTYPE a [\n[[<!ELEMENT]] a ANY\n<!ELEMENT b ANY>\n]><a/>',
  },
  'xml/dtd-unexpected': {
    severity: 'error',
    message: 'This is no declaration. Delete it, or put it in a comment.',
    clause: '2.8 [28b]',
    example: '<!DOCTYPE a [ [[b]] <!ELEMENT a ANY>]><a/>',
  },
  'xml/dtd-unknown-declaration': {
    severity: 'error',
    message:
      'There are ELEMENT, ATTLIST, ENTITY and NOTATION declarations only, written in capitals. Correct or delete this.',
    clause: '2.8 [29]',
    example: '<!DOCTYPE a [ [[<!Element]] a ANY>]><a/>',
  },
  'xml/dtd-conditional-section': {
    severity: 'error',
    message: 'INCLUDE and IGNORE sections may stand in a DTD file only, not inside the DOCTYPE. Delete this section.',
    clause: '3.4 [61]',
    example: '<!DOCTYPE a [ [[<![]]INCLUDE[<!ELEMENT a ANY>]]> ]><a/>',
  },
  'xml/dtd-parameter-entity-in-declaration': {
    severity: 'error',
    message: '{0} may stand between declarations only, not inside one. Write out what it stands for.',
    clause: '2.8, WFC: PEs in Internal Subset',
    example: '<!DOCTYPE a [<!ENTITY % b "ANY"><!ELEMENT a [[%b;]]>]><a/>',
  },
  'xml/dtd-bare-percent': {
    severity: 'error',
    message: 'A % begins a reference such as %name;, and this is none. For the character itself, write &#37;.',
    clause: '2.3 [9]',
    example: '<!DOCTYPE a [<!ENTITY b "50 [[%]]">]><a/>',
  },
  'xml/dtd-undeclared-parameter-entity': {
    severity: 'warning',
    message: 'There is no parameter entity {0}. Declare it above, or delete this.',
    clause: '4.1, VC: Entity Declared',
    example: '<!DOCTYPE a [ [[%b;]] ]><a/>',
  },
  'xml/dtd-element-content': {
    severity: 'error',
    message:
      'This does not say what an element may hold. Write EMPTY, ANY, (#PCDATA), or names in parentheses such as (a, b?, (c | d)*).',
    clause: '3.2 [46]',
    example: '<!DOCTYPE a [<!ELEMENT a (b, c [[|]] d)>]><a/>',
  },
  'xml/dtd-attribute-type': {
    severity: 'error',
    message:
      'This is no type of attribute. Write CDATA, ID, IDREF, IDREFS, ENTITY, ENTITIES, NMTOKEN, NMTOKENS, NOTATION (…) or (one | of | these).',
    clause: '3.3.1 [54]',
    example: '<!DOCTYPE a [<!ATTLIST a b [[STRING]] #IMPLIED>]><a/>',
  },
  'xml/dtd-attribute-default': {
    severity: 'error',
    message:
      'This does not say what the attribute is when it is left out. Write #IMPLIED, #REQUIRED, or a value in quotes.',
    clause: '3.3.2 [60]',
    example: '<!DOCTYPE a [<!ATTLIST a b CDATA [[c]]>]><a/>',
  },
  'xml/predefined-entity': {
    severity: 'error',
    message:
      'The entity {0} always stands for its one character and may not be given another text. Delete this declaration.',
    clause: '4.6',
    example: '<!DOCTYPE a [<!ENTITY [[lt]] "less">]><a/>',
  },
} as const satisfies Record<`xml/${string}`, CodeEntry>;
