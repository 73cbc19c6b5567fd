import type { Context } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { declaredPrefix, expandedName, scopeIn } from '../../xml/namespaces';
import { attributesOf } from '../../xml/tags';
import { attributeValue } from '../../xml/values';
import { expectedAttributes, identityValuesAt, schemaInfo, type AttributeDeclaration } from '../../xsd';
import { escapeAttribute } from '../../xml/escape';
import { ATTRIBUTE_ROLES } from '../../domain/roles';
import { describeAttribute } from '../support/describe';
import type { GovernedDocument } from '../../workspace/document';
import { descriptionText } from '../hover/hover';
import { plain } from '../support/markdown';
import { instanceAttributes } from './instanceAttributes';
import { detailOf, type CompletionItem, type CompletionOptions } from './item';
import { Prefixes } from './prefixes';
import { usedAttributeItems } from './usedNames';
import { Template } from './template';
import { fits, useOf } from './valuePlace';
import type { Localize } from '../../xml/problem';

/** The value of an attribute whose name was deleted. */
const VALUE_ONLY = /^\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/;
/** In UTF-16 units; longer values are not recognised. */
const MAX_VALUE = 4_000;

/** The attributes that can be added to a start tag: those of its type in schema order, then `xsi:`, `xmlns:` and wildcard ones. */
export function attributeItems(
  document: GovernedDocument,
  context: Extract<Context, { kind: 'tagSpace' | 'attributeName' }>,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { tree, schema } = document;
  const { element, start, end } = context;
  const at = start - element.offset;
  // No attribute is allowed between a name, its `=` and its value, nor inside `/>`.
  if (start === end && attributesOf(element.node).some(({ nameEnd, end }) => nameEnd < at && at < end)) return [];
  if (start === end && tree.slice(start - 1, start + 1) === '/>') return [];
  const current = context.kind === 'attributeName' ? context.attribute : null;
  const space = current === null && !/\s/.test(tree.slice(start - 1, start)) ? ' ' : '';
  const deleted = current === null ? VALUE_ONLY.exec(tree.slice(start, start + MAX_VALUE)) : null;
  const hasValue = deleted !== null || (current !== null && current.kind !== 'AttributeWithoutValue');
  if (schema === null || schemaInfo(element, schema) === null) {
    return usedAttributeItems(element, context, entitiesOf(tree), space, hasValue, options, localize);
  }

  // An attribute with a value is only renamed if the value is valid for the new name, and the current name is not one that
  // the schema requires or that has a meaning.
  const own =
    current && useOf(document, element, expandedName(current.name, scopeIn(element, entitiesOf(tree)), 'attribute'));
  const value = current === null ? (deleted?.[1] ?? deleted?.[2] ?? '') : attributeValue(current, entitiesOf(tree));
  const keepsName =
    (current !== null && declaredPrefix(current.name) !== null) ||
    (own != null && (own.required || isOfVocabulary(document, own.declaration.name)));
  // The values of identity constraints belong together.
  const isKey = ({ namespace, name }: AttributeDeclaration): boolean =>
    identityValuesAt(element, { namespace, local: name }, schema, entitiesOf(tree)).isField;
  const mayRename = (to: AttributeDeclaration): boolean => !keepsName && fits(to.type, value) && !isKey(to);

  const prefixes = Prefixes.in(element, entitiesOf(tree));
  const present = new Set(attributesOf(element.node).map(({ name }) => name));
  const isFree = (name: string): boolean => !present.has(name) || name === current?.name;
  const isSnippet = options.snippets && !hasValue;
  const text = (declarations: string, name: string, fixed: string | undefined, values: readonly string[]): string => {
    const nameText = `${declarations} ${name}`;
    const template = new Template({ snippets: isSnippet, indent: null }).literal(space + nameText.trimStart());
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
    if (hasValue && name !== current?.name && !mayRename(declaration)) return [];
    const description = describeAttribute(document, element, name, use);
    const fixed = valueConstraint?.kind === 'fixed' ? valueConstraint.value : undefined;
    const { isTaken } = identityValuesAt(
      element,
      { namespace: declaration.namespace, local: declaration.name },
      schema,
      entitiesOf(tree),
    );
    const values = description.values.map(({ value }) => value).filter((value) => !isTaken(value));
    return [
      {
        ...base,
        label: name,
        detail: detailOf(description, localize),
        documentation: () => descriptionText(description, schema, localize),
        filterText: name,
        text: text(declarations, name, fixed, values),
        required,
      },
    ];
  });
  const known = new Set(ofType.map(({ label }) => label));
  const general = instanceAttributes(element, schema, prefixes).filter(
    ({ name }) => isFree(name) && !known.has(name) && (!hasValue || name === current?.name),
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
