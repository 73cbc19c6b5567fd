import type { Context } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { expectedAttributes } from '../../xsd';
import { describeAttribute } from '../describe';
import type { GovernedDocument } from '../document';
import { descriptionText } from '../hover';
import type { Localize } from '../localize';
import { detailOf, type CompletionItem, type CompletionOptions } from './item';
import { Prefixes } from './prefixes';
import { Template } from './template';

/** The attributes that may still be written in a start tag, in schema order. */
export function attributeItems(
  document: GovernedDocument,
  context: Extract<Context, { kind: 'tagSpace' | 'attributeName' }>,
  options: CompletionOptions,
  localize: Localize,
): CompletionItem[] {
  const { tree, schema } = document;
  if (schema === null) return [];
  const { element, start, end } = context;
  const prefixes = Prefixes.in(element, entitiesOf(tree));
  const current = context.kind === 'attributeName' ? context.attribute : null;
  const needsBlank = current === null && !/\s/.test(tree.slice(start - 1, start));
  return expectedAttributes(element, schema).flatMap(({ use, present }): CompletionItem[] => {
    const name = prefixes.attribute(use.declaration.namespace, use.declaration.name);
    if (name === null || (present && name !== current?.name)) return [];
    const description = describeAttribute(document, element, name, use);
    const template = new Template(options.snippets).literal(needsBlank ? ` ${name}` : name);
    const hasValue = current !== null && current.kind !== 'AttributeWithoutValue';
    if (!hasValue) {
      template.literal('="');
      if (use.valueConstraint?.kind === 'fixed') template.literal(use.valueConstraint.value);
      else template.choice(description.values.map(({ value }) => value));
      template.literal('"').end();
    }
    return [
      {
        label: name,
        kind: 'attribute',
        detail: detailOf(description, localize),
        documentation: descriptionText(description, localize),
        start,
        end,
        filterText: name,
        text: template.toString(),
        isSnippet: options.snippets && !hasValue,
        required: use.required,
      },
    ];
  });
}
