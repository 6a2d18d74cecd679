// What the core never does: wait, look at a clock, throw dice, reach outside, or speak of lines and editors.
import ts from 'typescript';
import { expectNone, filesIn, parse, read, visit, wordsOf } from './sources';

const folders = [
  'base',
  'eql',
  'schema',
  'rule',
  'engine',
  'samples',
  'analysis',
  'tuning',
  'lofp',
  'features',
  'library',
  'protocol',
  'schemaYaml',
  'project',
];
const core = folders.flatMap((folder) => filesIn(`server/src/${folder}`));

/** Places where a file of `files` says what `isForbidden` knows. */
function places(files: readonly string[], isForbidden: (node: ts.Node) => boolean): readonly string[] {
  return files.flatMap((file) => {
    const source = parse(file);
    const found: string[] = [];
    visit(source, (node) => {
      if (!isForbidden(node)) return;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file}:${line + 1} ${node.getText(source).split('\n')[0] ?? ''}`);
    });
    return found;
  });
}

const isMember = (node: ts.Node, object: string, name?: string): boolean =>
  ts.isPropertyAccessExpression(node) &&
  node.expression.getText() === object &&
  (name === undefined || node.name.text === name);
const isCallOf = (node: ts.Node, name: string): boolean =>
  (ts.isCallExpression(node) || ts.isNewExpression(node)) && node.expression.getText() === name;

describe('the core', () => {
  const forbidden: readonly (readonly [what: string, isForbidden: (node: ts.Node) => boolean])[] = [
    ['looks at no clock', (node) => isMember(node, 'Date', 'now') || isMember(node, 'performance') || isNow(node)],
    ['throws no dice', (node) => isMember(node, 'Math', 'random') || isMember(node, 'crypto')],
    ['does not know its process', (node) => isMember(node, 'process') || isMember(node, 'globalThis')],
    ['loads nothing while it runs', (node) => isCallOf(node, 'require') || isCallOf(node, 'import')],
    ['waits for nothing', (node) => isWaiting(node)],
    ['writes to no console', (node) => isMember(node, 'console')],
    ['makes no code of texts', (node) => isCallOf(node, 'eval') || isCallOf(node, 'Function')],
  ];
  for (const [what, isForbidden] of forbidden)
    it(what, () => expectNone(places(core, isForbidden), `the core ${what}, but for`));

  it('knows neither editors nor files, nor their lines', () => {
    const below = core.filter((file) => !/^server\/src\/(?:base\/lineIndex|protocol\/)/.test(file));
    const words = /^(?:Position|Diagnostic|DiagnosticSeverity|TextDocument|uri|Uri|URI)$/;
    expectNone(
      below.flatMap((file) => wordsOf(file).flatMap((word) => (words.test(word) ? [`${file} ${word}`] : []))),
      'words of an editor',
    );
  });

  it('takes no `line` and no `column` for a position, but for that of an event in its sample', () => {
    const below = core.filter(
      (file) => !/^server\/src\/(?:base\/lineIndex|engine\/store\.|samples\/|protocol\/)/.test(file),
    );
    expectNone(places(below, isPositionProperty), 'types of a place in lines');
  });
});

/** `new Date()` without arguments is a clock; with some it is arithmetic. */
function isNow(node: ts.Node): boolean {
  return isCallOf(node, 'Date') && ((node as ts.NewExpression).arguments?.length ?? 0) === 0;
}

function isWaiting(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) return true;
  const isTimer = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].some((name) => isCallOf(node, name));
  return isTimer || (ts.isIdentifier(node) && node.text === 'Promise');
}

/** A type that has both is a position in lines. */
function isPositionProperty(node: ts.Node): boolean {
  if (!ts.isInterfaceDeclaration(node) && !ts.isTypeLiteralNode(node)) return false;
  const names = node.members.map((member) => member.name?.getText() ?? '');
  return names.includes('line') && names.includes('column');
}

describe('what a person reads', () => {
  const shown = ['client/src', 'client/webview', 'server/src'].flatMap((folder) => filesIn(folder));
  it('is text and never markup or code', () => {
    const forbidden =
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|unsafeStatic)\b|document\.write|\beval\s*\(|new Function\b|javascript:/;
    expectNone(
      shown.filter((file) => forbidden.test(read(file))),
      'markup or code made of texts',
    );
  });
});
