// Every code that an issue of the server can have, read from its source.
import ts from 'typescript';
import { filesIn, parse, visit } from './sources';

/** From `code: '…'`, from arguments of functions that have a parameter `code`, and from types of a property `code`. */
export function issueCodes(): ReadonlyMap<string, string> {
  const sources = filesIn('server/src').map(parse);
  const makers = new Map(sources.flatMap((source) => makersIn(source)));
  const codes = new Map<string, string>();
  for (const source of sources) {
    const own = withOwn(makers, source);
    visit(source, (node) => {
      for (const code of codesAt(node, own)) if (/^[a-z]+(?:-[a-z]+)*$/.test(code)) codes.set(code, source.fileName);
    });
  }
  return codes;
}

/** A function of the file itself is meant before one of the same name elsewhere. */
function withOwn(makers: ReadonlyMap<string, number>, source: ts.SourceFile): ReadonlyMap<string, number> {
  const known = new Map(makers);
  visit(source, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) known.delete(node.name.text);
  });
  for (const [name, index] of makersIn(source)) known.set(name, index);
  return known;
}

/** Functions with a parameter `code`, and which one it is. */
function makersIn(source: ts.SourceFile): readonly (readonly [string, number])[] {
  const found: (readonly [string, number])[] = [];
  visit(source, (node) => {
    if (!ts.isFunctionDeclaration(node) || node.name === undefined) return;
    const index = node.parameters.findIndex((each) => each.name.getText() === 'code');
    if (index >= 0) found.push([node.name.text, index]);
  });
  return found;
}

function codesAt(node: ts.Node, makers: ReadonlyMap<string, number>): readonly string[] {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'code') return literalsIn(node.initializer);
  if (ts.isVariableDeclaration(node) && /^code$/i.test(node.name.getText())) return literalsIn(node.initializer);
  if (ts.isPropertySignature(node) && node.name.getText() === 'code') return literalsIn(node.type);
  if (ts.isCallExpression(node)) {
    const index = makers.get(node.expression.getText().split('.').at(-1) ?? '');
    return index === undefined ? [] : literalsIn(node.arguments[index]);
  }
  return [];
}

/** The texts of an expression or a type, whichever way it is chosen among them. */
function literalsIn(node: ts.Node | undefined): readonly string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  if (ts.isLiteralTypeNode(node)) return literalsIn(node.literal);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(literalsIn);
  return [];
}
