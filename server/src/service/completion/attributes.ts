import type { Context } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { declaredPrefix, expandedName } from '../../xml/namespaces';
import { attributesOf } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import { expectedAttributes, governing } from '../../xsd';
import type { SimpleType } from '../../xsd/simpleTypes';
import { escapeAttribute } from '../../vpc/escape';
import { ATTRIBUTE_ROLES } from '../../vpc/roles';
import { describeAttribute } from '../describe';
import type { GovernedDocument } from '../document';
import { scopeIn } from '../elementNames';
import { descriptionText } from '../hover';
import type { Localize } from '../localize';
import { plain } from '../markdown';
import { instanceAttributes } from './instanceAttributes';
import { detailOf, type CompletionItem, type CompletionOptions } from './item';
import { Prefixes } from './prefixes';
import { seenAttributeItems } from './seenNames';
import { Template } from './template';
import { fits, useOf } from './valuePlace';

/** The attributes that may still be written in a start tag: those of the type in schema order, then the general ones. */
export function attributeItems(
  document: GovernedDocument,
  context: Extract<Context, { kind: 'tagSpace' | 'attributeName' }>,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { tree, schema } = document;
  const { element, start, end } = context;
  const at = start - element.offset;
  // Between a name, its `=` and its value no attribute may stand.
  if (start === end && attributesOf(element.node).some(({ nameEnd, end: behind }) => nameEnd < at && at < behind))
    return [];
  const current = context.kind === 'attributeName' ? context.attribute : null;
  const blank = current === null && !/\s/.test(tree.slice(start - 1, start)) ? ' ' : '';
  const hasValue = current !== null && current.kind !== 'AttributeWithoutValue';
  if (schema === null || governing(element, schema) === null) {
    return seenAttributeItems(element, context, blank, hasValue, options, localize);
  }

  /** The value that stands there must suit another name; where the present one is needed or means something, it stays. */
  const own =
    current && useOf(document, element, expandedName(current.name, scopeIn(element, entitiesOf(tree)), 'attribute'));
  const value = current === null ? '' : attributeValue(current, entitiesOf(tree));
  const isMeant =
    (current !== null && declaredPrefix(current.name) !== null) ||
    (own != null && (own.required || isOfVocabulary(document, own.declaration.name)));
  const mayRename = (type: SimpleType): boolean => !isMeant && fits(type, value);

  const prefixes = Prefixes.in(element, entitiesOf(tree));
  const present = new Set(attributesOf(element.node).map(({ name }) => name));
  const isFree = (name: string): boolean => !present.has(name) || name === current?.name;
  const isSnippet = options.snippets && !hasValue;
  const text = (declarations: string, name: string, fixed: string | undefined, values: readonly string[]): string => {
    const front = `${declarations} ${name}`;
    const template = new Template({ snippets: isSnippet, indent: null }).literal(blank + front.trimStart());
    if (hasValue) return template.toString();
    template.literal('="');
    if (fixed !== undefined) template.literal(escapeAttribute(fixed));
    else template.choice(values.map(escapeAttribute));
    return template.literal('"').end().toString();
  };
  const base = { kind: 'attribute' as const, start, end, isSnippet };

  const ofType = expectedAttributes(element, schema).flatMap(({ use, present }): CompletionItem[] => {
    const { declaration, valueConstraint, required } = use;
    const { name, declarations } = prefixes.attribute(declaration.namespace, declaration.name);
    if (present && name !== current?.name) return [];
    if (hasValue && name !== current.name && !mayRename(declaration.type)) return [];
    const description = describeAttribute(document, element, name, use);
    const fixed = valueConstraint?.kind === 'fixed' ? valueConstraint.value : undefined;
    const values = description.values.map(({ value }) => value);
    return [
      {
        ...base,
        label: name,
        detail: detailOf(description, localize),
        documentation: () => descriptionText(description, localize),
        filterText: name,
        text: text(declarations, name, fixed, values),
        required,
      },
    ];
  });
  const known = new Set(ofType.map(({ label }) => label));
  const general = instanceAttributes(element, schema, prefixes).filter(
    ({ name }) => isFree(name) && !known.has(name) && (!hasValue || name === current.name),
  );
  return [
    ...ofType,
    ...general.map(({ name, declarations, values, fixed, meaning, args }) => ({
      ...base,
      label: name,
      detail: '',
      documentation: () => (meaning === '' ? '' : plain(localize(meaning, ...args))),
      filterText: name,
      text: text(declarations, name, fixed, values),
      required: false,
    })),
  ];
}

function isOfVocabulary({ vocabulary }: GovernedDocument, name: string): boolean {
  return vocabulary !== null && ATTRIBUTE_ROLES.some((role) => vocabulary.attributeName(role) === name);
}
