// What stands in the holes of a pattern, by a text that fits it.
import type { Parameter, TemplateOperator } from './entry';
import { commandText } from './commandWords';
import { HOLE } from './fillTemplate';

/** By the names of parameters; undefined where the text does not fit, or where the pattern is too involved to be read backwards. */
export function readHoles(
  pattern: string,
  operator: TemplateOperator,
  text: string,
  parameters: readonly Parameter[],
): ReadonlyMap<string, string> | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const names: { readonly name: string; readonly isUrl: boolean }[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const match of pattern.matchAll(HOLE)) {
    const [hole, name = '', url] = match;
    const fixed = fixedPart(pattern.slice(at, match.index), operator);
    if (fixed === undefined) return undefined;
    parts.push(fixed);
    at = match.index + hole.length;
    const before = names.findIndex((each) => each.name === name);
    parts.push(
      before < 0 ? `(${shapeOf(name, url !== undefined || /[?&/=]/.test(pattern), parameters)})` : `\\${before + 1}`,
    );
    if (before < 0) names.push({ name, isUrl: url !== undefined });
  }
  const rest = fixedPart(pattern.slice(at), operator);
  if (rest === undefined || names.length > MOST_HOLES) return undefined;
  const found = new RegExp(`^${parts.join('')}${rest}$`, 's').exec(text);
  if (found === null) return undefined;
  return new Map(
    names.map(({ name, isUrl }, index) => [name, decodedAs(found[index + 1] ?? '', isUrl, typeOf(name, parameters))]),
  );
}

const LONGEST_TEXT = 4000;
const MOST_HOLES = 6;
const MOST_STARS = 3;

/** Text between holes as JavaScript reads it. A repeated group could take for ever, and is left to the person. */
function fixedPart(text: string, operator: TemplateOperator): string | undefined {
  switch (operator) {
    case 'like':
      if ((text.match(/\*/g)?.length ?? 0) > MOST_STARS) return undefined;
      return text
        .split(/([*?])/)
        .map((part) => (part === '*' ? '.*?' : part === '?' ? '.' : escaped(part)))
        .join('');
    case 'regex':
      return /\)[*+?{]/.test(text) || !isRegex(text) ? undefined : text;
    default:
      return escaped(text);
  }
}

function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 's').source !== '' && !/\((?!\?:)/.test(text.replace(/\\.|\[[^\]]*\]/g, ''));
  } catch {
    return false;
  }
}

function typeOf(name: string, parameters: readonly Parameter[]): Parameter['type'] | undefined {
  return parameters.find((each) => each.name === name)?.type;
}

/** `isBounded`: the pattern is an address, and a value does not leave its part of it. */
function shapeOf(name: string, isBounded: boolean, parameters: readonly Parameter[]): string {
  switch (typeOf(name, parameters)) {
    case 'command':
      return 'command=[^&]*(?:&command=[^&]*)*';
    case 'number':
      return '-?[0-9]+';
    case 'pod-owner':
      return '[a-z0-9.-]+';
    case 'path':
      return isBounded ? '[^?&]+' : '.+?';
    default:
      return isBounded ? '[^/?&]+' : '.+?';
  }
}

function decodedAs(text: string, isUrl: boolean, type: Parameter['type'] | undefined): string {
  if (type === 'command') return commandText(text.split('&').map((word) => decoded(word.replace(/^command=/, ''))));
  return isUrl ? decoded(text) : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
