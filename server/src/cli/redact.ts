// `rulewright redact`: copies of samples without the people and machines in them.
import { redactSamples } from '../worker/redact/redactSamples';
import type { RedactReport } from '../worker/redact/redactSamples';
import { describeRedaction } from '../worker/redact/describe';
import type { CommandDefinition, GivenArguments } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, writeJson, writeLine } from './io';
import { Misuse } from './misuse';
import { createProgress } from './progress';

export const redactCommand: CommandDefinition = {
  name: 'redact',
  usage: ['FILE… --out DIR [options]'],
  summary: 'copy samples without the people and machines in them, and prove that rules hit what they hit before',
  options: [
    { name: 'out', value: 'DIR', summary: 'the folder of the copies; nothing in it is overwritten' },
    {
      name: 'key',
      value: 'TEXT',
      summary: 'the same key gives the same pseudonyms; without it they are new each time',
    },
    {
      name: 'rules',
      value: 'PATH',
      repeatable: true,
      summary: 'rule files and folders that must hit what they hit before; else all of the workspace',
    },
    { name: 'keep', value: 'FIELD', repeatable: true, summary: 'a field that stays as it is' },
    {
      name: 'report',
      value: 'text|json',
      choices: ['text', 'json'],
      summary: 'how to report: for people (default) or for programs',
    },
  ],
  run,
};

async function run({ positionals, text, texts }: GivenArguments, io: CommandIo): Promise<ExitCode> {
  if (positionals.length === 0) throw new Misuse('`rulewright redact` needs a sample file.');
  const out = text('out');
  if (out === undefined) throw new Misuse('`rulewright redact` needs a folder for the copies: `--out DIR`.');
  const progress = createProgress(
    positionals.length === 1 ? (positionals[0] ?? '') : `${positionals.length} samples`,
    io,
  );
  const order = { samples: positionals, out, key: text('key'), rules: texts('rules'), keep: texts('keep') };
  const answer = await redactSamples(order, io.host, progress).finally(() => progress.end());
  switch (answer.kind) {
    case 'written':
      report(answer.report, text('report') === 'json', io);
      return EXIT.fine;
    case 'refused':
      writeLine(io.err, answer.message);
      return EXIT.findings;
    case 'cancelled':
      return EXIT.misuse;
  }
}

function report(report: RedactReport, isJson: boolean, io: CommandIo): void {
  if (isJson) writeJson(io, report);
  else for (const line of describeRedaction(report)) writeLine(io.out, line);
}
