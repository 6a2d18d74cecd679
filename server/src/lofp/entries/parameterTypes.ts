// The types of a template's parameters: what a value may be, and how it is written in a pattern.
import { parseBlock } from '../../eql/address';
import { isShell } from '../../tuning/programs';
import { escapeRegex } from '../../tuning/propose/numbers';
import { wordsOfCommand } from './commandWords';
import type { TemplateOperator } from './entry';

export interface TypeFacts {
  /** For a hover and a form. */
  readonly title: string;
  /** What is wrong with a value, behind "`x` "; undefined where nothing is. Wildcards are looked at apart. */
  readonly faultOf: (value: string) => string | undefined;
  /** In another way than as it stands. */
  readonly write?: (value: string, operator: TemplateOperator) => string;
}

const LABEL = /^[a-z0-9*?](?:[-a-z0-9*?]{0,61}[a-z0-9*?])?$/;
const SUBDOMAIN = /^[a-z0-9*?][-a-z0-9.*?]{0,252}$/;

const label = (what: string) => (value: string) =>
  LABEL.test(value) ? undefined : `is no ${what}: small letters, digits and dashes, at most 63`;

export const PARAMETER_TYPES = {
  name: {
    title: 'A name as it stands, in one line.',
    faultOf: (value) => (/[\r\n]/.test(value) || value.trim() !== value ? 'has white space around it' : undefined),
  },
  account: {
    title: 'A user of the cluster or of a host; a service account is `system:serviceaccount:NAMESPACE:NAME`.',
    faultOf: (value) => {
      if (/\s/.test(value)) return 'is no account: it holds white space';
      return /^system:serviceaccount:/.test(value) && !/^system:serviceaccount:[^:]+:[^:]+$/.test(value)
        ? 'is no service account: those are `system:serviceaccount:NAMESPACE:NAME`'
        : undefined;
    },
  },
  namespace: { title: 'A namespace of Kubernetes.', faultOf: label('namespace') },
  container: { title: 'A container of a pod, by its name.', faultOf: label('name of a container') },
  'pod-owner': {
    title: 'What the names of an owner’s pods begin with: `cilium-` for those of a daemon set.',
    faultOf: (value) => (SUBDOMAIN.test(value) ? undefined : 'is no beginning of a pod’s name'),
    write: writeOwner,
  },
  image: {
    title: 'An image with its registry: `registry.example/tools/debug`.',
    faultOf: (value) =>
      /^[a-z0-9.-]+(?:\.[a-z0-9-]+|:\d+)\/\S+$/.test(value)
        ? undefined
        : 'lacks its registry: an image of that name can come from anywhere',
  },
  path: {
    title: 'A path from the root.',
    faultOf: (value) =>
      !/^(?:\/|[A-Za-z]:\\)/.test(value)
        ? 'is no path from the root'
        : /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(value)
          ? 'holds `..`, which leads out of its folder'
          : undefined,
  },
  program: {
    title: 'A program, by its name or path.',
    faultOf: (value) => (/\s/.test(value) ? 'is no program: it holds white space' : undefined),
  },
  command: {
    title:
      'A command with its arguments, as `kubectl exec` sends it: words with spaces between them, quotes around a word that holds spaces. No shell, but for one that runs a text of its own: `sh -c "ls -l /logs"`.',
    faultOf: faultOfCommand,
    write: writeCommand,
  },
  number: {
    title: 'A whole number.',
    faultOf: (value) => (/^(?:-?\d+|\*)$/.test(value) ? undefined : 'is no whole number'),
  },
  cidr: {
    title: 'A block of addresses: `10.20.0.0/16`.',
    faultOf: (value) =>
      value.includes('/') && parseBlock(value) !== undefined
        ? undefined
        : 'is no block of addresses like `10.20.0.0/16`',
  },
  text: {
    title: 'Any text of one line.',
    faultOf: (value) => (/[\r\n]/.test(value) ? 'has more than one line' : undefined),
  },
} as const satisfies Readonly<Record<string, TypeFacts>>;

export type ParameterType = keyof typeof PARAMETER_TYPES;

export function isParameterType(name: string): name is ParameterType {
  return Object.hasOwn(PARAMETER_TYPES, name);
}

export function typeFacts(type: ParameterType): TypeFacts {
  return PARAMETER_TYPES[type];
}

/** The generated end of a name has letters, digits and dashes; a `*` would stand for more. */
function writeOwner(value: string, operator: TemplateOperator): string {
  const isPrefix = value.endsWith('-');
  switch (operator) {
    case 'regex':
      return escapeRegex(value) + (isPrefix ? '[a-z0-9.-]+' : '');
    case 'like':
      return isPrefix ? `${value}*` : value;
    default:
      return value;
  }
}

/** Source: how the API server takes a command, a parameter for each word. */
function writeCommand(value: string, operator: TemplateOperator): string {
  const words = (wordsOfCommand(value) ?? [value]).map((word) => `command=${encodeQuery(word)}`).join('&');
  // A space is written in two ways by different clients; a plus sign that is meant is `%2B`.
  return operator === 'regex' ? words.split('+').map(escapeRegex).join('([+]|%20)') : words;
}

function faultOfCommand(value: string): string | undefined {
  const words = wordsOfCommand(value);
  if (words === undefined) return 'has a quote that does not close';
  const [first = ''] = words;
  if (first === '') return 'is no command';
  const shell = words.findIndex(isShell);
  if (shell < 0) return undefined;
  // Also behind `env`, `chroot`, `nsenter` and the like.
  const behind = words.slice(shell + 1);
  const end = behind.findIndex((word) => !word.startsWith('-'));
  const options = end < 0 ? behind : behind.slice(0, end);
  const [script = '', ...others] = end < 0 ? [] : behind.slice(end);
  if (!options.some((option) => /^-[a-z]*c[a-z]*$/i.test(option)) || script.trim() === '')
    return 'runs whatever is typed into it, so it is never left out';
  return [...script.split(/[\s;&|(){}`$'"]+/), ...others].some(isShell)
    ? 'opens a shell, which runs whatever is typed into it, so it is never left out'
    : undefined;
}

/** As Go writes the value of a query parameter: a space is `+`. `*` stays where it may be a wildcard. */
export function encodeQuery(value: string, keepsStars = false): string {
  const encoded = encodeURIComponent(wellFormed(value))
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return keepsStars ? encoded.replaceAll('%2A', '*') : encoded;
}

function wellFormed(value: string): string {
  return value.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
