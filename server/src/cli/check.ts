// `rulewright check`: what is wrong with the rules of files and folders.
import { analyze } from '../analysis/analyze';
import type { SchemaSource } from '../analysis/analyze';
import { createLineIndex } from '../base/lineIndex';
import { looksLikeRule } from '../rule/read';
import { catalogReaderOf } from '../worker/catalogReader';
import { MappingFiles } from '../worker/mappingFiles';
import type { CommandDefinition, GivenArguments } from './command';
import { FORMAT } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, writeJson, writeLine } from './io';
import type { CheckedFile } from './issues';
import { hasError, locateIssue } from './issues';
import { Misuse } from './misuse';
import { createPaint } from './paint';
import { printCheck } from './report/checkText';
import { findRulePaths, readTextOrProblem, RULE_FILES } from './ruleFiles';
import type { RulePath } from './ruleFiles';

export const checkCommand: CommandDefinition = {
  name: 'check',
  usage: ['PATH… [options]'],
  summary: `check the rules in files and folders (${RULE_FILES})`,
  options: [
    { name: 'mapping', value: 'FILE', summary: 'an Elasticsearch mapping, which is then the whole schema' },
    FORMAT,
  ],
  run: (given, io) => Promise.resolve(check(given, io)),
};

function check({ positionals, text }: GivenArguments, io: CommandIo): ExitCode {
  if (positionals.length === 0) throw new Misuse('`rulewright check` needs a file or a folder to check.');
  const schemas = schemasOf(text('mapping'), io);
  const { files, problems } = findRulePaths(positionals, io.host);
  const results = files.map((file) => checkFile(file, schemas, io));
  const checked = results.flatMap((each) => ('path' in each ? [each] : []));
  const sentences = [...problems, ...results.flatMap((each) => ('problem' in each ? [each.problem] : []))];
  if (text('format') === 'json') writeJson(io, { files: checked });
  else io.out(printCheck(checked, createPaint(io.colours)));
  for (const sentence of sentences) writeLine(io.err, sentence);
  if (checked.length === 0 && sentences.length === 0) writeLine(io.err, 'No rule file was found there.');
  if (sentences.length > 0) return EXIT.misuse;
  return checked.some(({ issues }) => hasError(issues)) ? EXIT.findings : EXIT.fine;
}

/** What a mapping leaves out is told on standard error. */
function schemasOf(mapping: string | undefined, io: CommandIo): SchemaSource {
  const readCatalog = catalogReaderOf(io.host);
  if (mapping === undefined) return { readCatalog };
  const { fields, notes } = new MappingFiles().read(mapping, io.host);
  for (const { message } of notes) writeLine(io.err, message);
  return { readCatalog, mapping: fields };
}

type Checked = CheckedFile | { readonly problem: string } | { readonly isRule: false };

function checkFile({ path, format, isNamed }: RulePath, schemas: SchemaSource, io: CommandIo): Checked {
  const read = readTextOrProblem(path, io.host);
  if ('problem' in read) return read;
  const { file, issues } = analyze(read.text, format, schemas);
  if (!looksLikeRule(file)) return isNamed ? { problem: `${path} holds no rule.` } : { isRule: false };
  const lines = createLineIndex(read.text);
  return { path, issues: issues.map((issue) => locateIssue(issue, lines)) };
}
