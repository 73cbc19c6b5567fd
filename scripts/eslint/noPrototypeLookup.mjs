/**
 * ESLint rule: no lookup in an object by a name that is not known when the program is written.
 *
 * Every object has a `constructor`, a `toString` and a `__proto__`. Where names come from a file, `table[name]` finds them and
 * `name in table` is true. A `Map` has only what was put in.
 */
import { ESLintUtils } from '@typescript-eslint/utils';
import ts from 'typescript';

/** Whether a value of the type can be any string: `string`, or a template such as `xml/${string}`. */
function isOpen(type) {
  if (type.isUnion()) return type.types.some(isOpen);
  return (
    (type.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0
  );
}

/** Whether strings can index the type as a table: not a list, a text, a `Map` or the environment. */
function isTable(type, checker) {
  if (type.isUnion()) return type.types.some((part) => isTable(part, checker));
  if ((type.flags & ts.TypeFlags.Object) === 0) return (type.flags & ts.TypeFlags.Any) !== 0;
  if (checker.isArrayType(type) || checker.isTupleType(type)) return false;
  return (
    checker.getIndexInfoOfType(type, ts.IndexKind.Number) === undefined ||
    checker.getIndexInfoOfType(type, ts.IndexKind.String) !== undefined
  );
}

/** Whether the access is made only where `Object.hasOwn` of the same object and name holds, in the same function. */
function isGuarded(node, source) {
  const asked = `Object.hasOwn(${source.getText(node.object)}, ${source.getText(node.property)})`;
  const asks = (test) =>
    test.type === 'LogicalExpression' && test.operator === '&&'
      ? asks(test.left) || asks(test.right)
      : source.getText(test) === asked;
  for (let at = node.parent; at && !/Function/.test(at.type); at = at.parent) {
    const isChoice = at.type === 'ConditionalExpression' || at.type === 'IfStatement';
    if (isChoice && within(node, at.consequent) && asks(at.test)) return true;
    if (at.type === 'LogicalExpression' && at.operator === '&&' && within(node, at.right) && asks(at.left)) return true;
  }
  return false;
}

function within(node, outer) {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}

export const noPrototypeLookup = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      in: 'Any object has "constructor" and "toString". Use a Map, or Object.hasOwn.',
      index:
        'The name can be "constructor" or "__proto__", which any object has. Use a Map, or ask Object.hasOwn first.',
    },
  },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const checker = services.program.getTypeChecker();
    return {
      'BinaryExpression[operator="in"]'(node) {
        if (node.left.type === 'PrivateIdentifier' || node.left.type === 'Literal') return;
        context.report({ node, messageId: 'in' });
      },
      'MemberExpression[computed=true]'(node) {
        const property = services.getTypeAtLocation(node.property);
        if (!isOpen(checker.getBaseConstraintOfType(property) ?? property)) return;
        const object = checker.getApparentType(services.getTypeAtLocation(node.object));
        if (isTable(object, checker) && !isGuarded(node, context.sourceCode))
          context.report({ node, messageId: 'index' });
      },
    };
  },
});
