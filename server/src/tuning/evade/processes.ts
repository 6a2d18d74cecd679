// Ways around arms about processes: another program under the same name or in the same writable folder, and arguments that only have to be
// there among others.
import type { JsonObject, JsonValue } from '../../engine/store';
import { fieldsOf, walkExpression } from '../../eql/walk';
import type { Expression } from '../../eql/ast';
import { textAt, valueAt } from './draft';
import type { FindMoves, Move } from './move';
import { filled, wishOf } from './wishes';
import type { Wish, WishedText } from './wishes';
import { baseName, runsArguments, writablePath } from '../programs';

/** Of the process itself and of its parent. */
const PROCESSES = ['process', 'process.parent'] as const;
type Subject = (typeof PROCESSES)[number];

type Role = 'name' | 'path' | 'line' | 'arguments';

const ROLES: Readonly<Record<string, Role>> = {
  name: 'name',
  executable: 'path',
  command_line: 'line',
  args: 'arguments',
};

/** What every event of a kind has, whoever causes it. */
const GIVEN =
  /^(?:event\.(?:action|type|category|dataset|module|kind|outcome)|host\.os\.(?:type|family|platform)|data_stream\.dataset)$/;

interface Asked {
  readonly subject: Subject;
  readonly role: Role;
  readonly wish: Wish;
}

export const processMoves: FindMoves = ({ wishes, positive }, event) => {
  const asked = wishes.filter(({ path }) => !GIVEN.test(path)).map(askedOf);
  if (asked.length === 0 || !asked.every((each) => each !== undefined)) return [];
  return PROCESSES.flatMap((subject) => [
    ...otherText(subject, asked, event),
    ...otherProgram(subject, asked, positive, event),
  ]);
};

function askedOf(wish: Wish): Asked | undefined {
  const [, subject, name = ''] = /^(process(?:\.parent)?)\.(\w+)(?:\.(?:text|caseless))?$/.exec(wish.path) ?? [];
  const role = ROLES[name];
  return role === undefined || subject === undefined || wish.texts.length === 0
    ? undefined
    : { subject: subject === 'process' ? 'process' : 'process.parent', role, wish };
}

/** Own programs take the place of all that the arm names by their names, or by paths that anybody can write to. */
function otherProgram(
  subject: Subject,
  asked: readonly Asked[],
  positive: readonly Expression[],
  event: JsonObject,
): readonly Move[] {
  const own = asked.filter((each) => each.subject === subject);
  const named = own.find(({ role }) => role === 'path') ?? own.find(({ role }) => role === 'name');
  if (named === undefined || asked.some((each) => each.subject !== subject && isFixed(each))) return [];
  // Where the rule is about a program of that name, another one under it is none of its concern.
  if (named.role === 'name' && (positive.some((clause) => names(clause, subject)) || isToldWhole(subject, asked)))
    return [];
  const isWindows = isOfWindows(event, asked);
  const beside = asked.find((each) => each.subject !== subject && each.role === 'name')?.wish.texts[0];
  const other = beside && writablePath(`*${isWindows ? '\\' : '/'}${beside.text}`, isWindows);
  const besides = other === undefined ? [] : [...asProgram(otherOf(subject), other, event)];
  // A parent whose own start the rule is about is a hit by itself: `net.exe`, which starts `net1.exe`.
  const told = new Set(subject === 'process.parent' ? namesIn(positive) : []);
  const texts = named.wish.texts.filter(({ text }) => named.role === 'path' || !told.has(text.toLowerCase()));
  return texts.slice(0, 12).flatMap(({ text, isPattern }) => {
    const pattern = named.role === 'path' ? text : `*${isWindows ? '\\' : '/'}${text.replaceAll('*', 'x')}`;
    const path = named.role === 'path' && !isPattern ? writableAsIs(text, isWindows) : writablePath(pattern, isWindows);
    return path === undefined
      ? []
      : [
          {
            ...aboutProgram(subject, named.role, path),
            changes: new Map([...asProgram(subject, path, event), ...ownLine(subject, path, own, event), ...besides]),
          },
        ];
  });
}

/** What was run is written out: by whatever program of that name, it is what the arm means. */
function isToldWhole(subject: Subject, asked: readonly Asked[]): boolean {
  return asked.some(({ subject: of, role, wish }) => {
    if (role !== 'line') return false;
    return of === subject ? !wish.texts.some(isOpen) : of === 'process' && !wish.texts.some(isOpenAhead);
  });
}

/** A command line that was made up begins with the program, where it may. */
function ownLine(subject: Subject, path: string, own: readonly Asked[], event: JsonObject): Move['changes'] {
  const made = own.find(({ role }) => role === 'line')?.wish.texts.find(isOpenAhead);
  const line = made && textAt(event, `${subject}.command_line`);
  if (made === undefined || line !== filled(made)) return new Map();
  return new Map([[`${subject}.command_line`, `${path} ${within(made)}`]]);
}

function otherOf(subject: Subject): Subject {
  return subject === 'process' ? 'process.parent' : 'process';
}

function writableAsIs(path: string, isWindows: boolean): string | undefined {
  return /[*?]/.test(path) ? undefined : writablePath(path, isWindows);
}

/** A parent that nobody but its owner can write to takes no part. */
function isFixed({ role, wish }: Asked): boolean {
  return role === 'path' && wish.texts.every(({ text }) => writablePath(text, text.includes('\\')) === undefined);
}

function names(clause: Expression, subject: Subject): boolean {
  return fieldsOf(clause).some((path) => path === `${subject}.name` || path === `${subject}.executable`);
}

/** All names of programs that are asked for, in lower case. */
function namesIn(clauses: readonly Expression[]): readonly string[] {
  const found: string[] = [];
  const visit = (node: Expression): void => {
    const wish = node.kind === 'field' ? undefined : wishOf(node);
    if (wish?.path === 'process.name') found.push(...wish.texts.map(({ text }) => text.toLowerCase()));
  };
  for (const clause of clauses) walkExpression(clause, visit);
  return found;
}

function aboutProgram(subject: Subject, role: Role, path: string): Pick<Move, 'kind' | 'why'> {
  const who = subject === 'process' ? 'program' : 'parent';
  return role === 'path'
    ? { kind: 'writable-path', why: `Anybody can put a ${who} of their own at \`${path}\`.` }
    : {
        kind: 'same-name',
        why: `It asks for the name alone: any other ${who} that is called so is left out, as \`${path}\`.`,
      };
}

function isOfWindows(event: JsonObject, asked: readonly Asked[]): boolean {
  const system = textAt(event, 'host.os.type') ?? textAt(event, 'host.os.family');
  if (system !== undefined) return system === 'windows';
  return asked.some(({ wish }) => wish.texts.some(({ text }) => /\\|\.exe\b/i.test(text)));
}

/** Nothing of the program that was there is left: neither its signature nor its hash. */
function asProgram(subject: Subject, path: string, event: JsonObject): Move['changes'] {
  const before = valueAt(event, `${subject}.args`);
  const args = Array.isArray(before) ? (before as readonly JsonValue[]).slice(1) : [];
  const changes = new Map<string, JsonValue | undefined>([
    [`${subject}.executable`, path],
    [`${subject}.name`, baseName(path)],
    [`${subject}.hash`, undefined],
    [`${subject}.pe`, undefined],
    [`${subject}.code_signature`, undefined],
  ]);
  const line = textAt(event, `${subject}.command_line`);
  if (Array.isArray(before) && line === undefined) changes.set(`${subject}.args`, [path, ...args]);
  return changes;
}

/** Programs that run what they are told, told something else as well. */
function otherText(subject: Subject, asked: readonly Asked[], event: JsonObject): readonly Move[] {
  const own = asked.filter((each) => each.subject === subject);
  const texts = own.filter(({ role }) => role === 'line' || role === 'arguments');
  if (texts.length === 0 || asked.some((each) => each.subject !== subject && isFixed(each))) return [];
  if (texts.some(({ role, wish }) => role === 'line' && !wish.texts.some(isOpen))) return [];
  const program = programOf(subject, own, event);
  if (program === undefined || !runsArguments(program)) return [];
  const command = commandOf(program);
  const added = texts.flatMap(({ wish }) => wish.texts.slice(0, 1).map(within));
  const isArguments = texts.every(({ role }) => role === 'arguments');
  const args = [program, ...command, ...added];
  const changes = new Map<string, JsonValue>([
    [`${subject}.args`, args],
    [`${subject}.args_count`, args.length],
    [`${subject}.command_line`, args.join(' ')],
    [`${subject}.name`, baseName(program)],
  ]);
  if (/[\\/]/.test(program)) changes.set(`${subject}.executable`, program);
  const shown = added.map((each) => `\`${each}\``).join(' and ');
  return [
    ...furtherCommand(subject, program, texts),
    {
      kind: isArguments ? 'added-argument' : 'added-text',
      why: `\`${baseName(program)}\` runs whatever it is told: with ${shown} added, any other command is left out.`,
      changes,
    },
  ];
}

/** Where a command line may go on, a shell that is given its command there is told to go on with something else. */
function furtherCommand(subject: Subject, program: string, texts: readonly Asked[]): readonly Move[] {
  const [only, ...others] = texts;
  const text = only?.wish.texts.find((each) => !isOpenAhead(each) && isOpen(each) && each.text.endsWith('*'));
  if (only?.role !== 'line' || others.length > 0 || text === undefined || !TELLS_COMMAND.test(text.text)) return [];
  const [first = ''] = within(text).split(/\s+/);
  const shell = [first, program].map(baseName).find((each) => FURTHER.some(([of]) => of.test(each)));
  const added = FURTHER.find(([of]) => shell !== undefined && of.test(shell))?.[1];
  if (shell === undefined || added === undefined) return [];
  const line = `${within(text)}${added}`;
  const args = line.split(/\s+/);
  return [
    {
      kind: 'added-text',
      why: `The command line may go on: \`${added.trim()}\` behind it is one more command, and is left out as well.`,
      changes: new Map<string, JsonValue>([
        [`${subject}.command_line`, line],
        [`${subject}.args`, args],
        [`${subject}.args_count`, args.length],
        [`${subject}.name`, shell],
      ]),
    },
  ];
}

const TELLS_COMMAND = /(?:^|\s)[-/]\w*c(?:ommand)?\s/i;

const FURTHER: readonly (readonly [program: RegExp, added: string])[] = [
  [/^cmd/i, ' & whoami'],
  [/^(?:pwsh|powershell)/i, '; whoami'],
  [/sh$/, '; id'],
];

function isOpen({ text, isPattern }: WishedText): boolean {
  return isPattern && text.includes('*');
}

/** Anything may stand before it. */
function isOpenAhead({ text, isPattern }: WishedText): boolean {
  return isPattern && text.startsWith('*');
}

/** What is asked for between the wildcards at both ends. One in it is a part of a path, or nothing. */
function within({ text, isPattern }: WishedText): string {
  if (!isPattern) return text.trim();
  const inner = text.replace(/^\*+|\*+$/g, '').replace(/(?<![\\/._-])\*+(?![\\/._-])/g, '');
  return filled({ text: inner, isPattern }).trim();
}

function programOf(subject: Subject, own: readonly Asked[], event: JsonObject): string | undefined {
  const wished = (role: Role): string | undefined => {
    const first = own.find((each) => each.role === role)?.wish.texts[0];
    return first && filled(first);
  };
  return wished('path') ?? wished('name') ?? textAt(event, `${subject}.executable`) ?? textAt(event, `${subject}.name`);
}

const COMMANDS: readonly (readonly [program: RegExp, command: readonly string[]])[] = [
  [/^(?:pwsh|powershell)/i, ['-c', 'whoami']],
  [/^cmd/i, ['/c', 'whoami']],
  [/^python/i, ['-c', "import os; os.system('id')"]],
  [/^(?:perl|ruby|node|lua)/i, ['-e', 'exit']],
  [/^(?:curl|wget)/i, ['http://203.0.113.7/x']],
  [/^rundll32/i, ['C:\\ProgramData\\x.dll,x']],
  [/^regsvr32/i, ['C:\\ProgramData\\x.dll']],
  [/^msiexec/i, ['/i', 'C:\\ProgramData\\x.msi']],
  [/^mshta/i, ['C:\\ProgramData\\x.hta']],
  [/^[wc]script/i, ['C:\\ProgramData\\x.js']],
];

function commandOf(program: string): readonly string[] {
  const name = baseName(program);
  if (/sh$/.test(name)) return ['-c', 'id'];
  return COMMANDS.find(([of]) => of.test(name))?.[1] ?? ['x'];
}
