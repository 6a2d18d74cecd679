// `rulewright lofp`: the catalogue of known false positives, made from what rules say of themselves.
import { countOf } from '../lofp/site/html';
import { checkLofp } from './lofpCheck';
import { buildSite } from './lofpSite';
import type { SiteReport } from './lofpSite';
import { FORMAT } from './command';
import type { CommandDefinition, GivenArguments } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, writeJson, writeLine } from './io';
import { Misuse } from './misuse';

export const lofpCommand: CommandDefinition = {
  name: 'lofp',
  usage: ['build PATH… --out DIR [options]', 'check [PATH…] [options]'],
  summary:
    'make a catalogue of the known false positives that rules tell of, or check entries that are written by hand',
  options: [
    {
      name: 'out',
      value: 'DIR',
      summary: 'the folder of the site: a new or empty one, or one that was made so before',
    },
    {
      name: 'entries',
      value: 'DIR',
      repeatable: true,
      summary: '`build`: folders of entries that are written by hand, besides those in PATH',
    },
    {
      name: 'rules',
      value: 'PATH',
      repeatable: true,
      summary: '`check`: rule files and folders; else those beside the folder of the entries',
    },
    FORMAT,
  ],
  notes: [
    '`build` makes a site that opens from the disk. Rules of Elastic (TOML, YAML, exports), Sigma and Splunk are read; none is changed.',
    '`check` says what is wrong with entries, and proves them by their evidence on the rules; docs/lofp.md says more.',
  ],
  run,
};

async function run(given: GivenArguments, io: CommandIo): Promise<ExitCode> {
  const [action, ...paths] = given.positionals;
  switch (action) {
    case 'build':
      return build(paths, given, io);
    case 'check':
      return checkLofp({ paths, rules: given.texts('rules'), isJson: given.text('format') === 'json' }, io);
    default:
      throw new Misuse(
        action === undefined
          ? '`rulewright lofp` needs to be told what to do: `build PATH… --out DIR`, or `check [PATH…]`.'
          : `\`rulewright lofp\` has no \`${action}\`; there are \`build PATH… --out DIR\` and \`check [PATH…]\`.`,
      );
  }
}

async function build(paths: readonly string[], { text, texts }: GivenArguments, io: CommandIo): Promise<ExitCode> {
  if (paths.length === 0) throw new Misuse('`rulewright lofp build` needs a folder of rules, or rule files.');
  const out = text('out');
  if (out === undefined) throw new Misuse('`rulewright lofp build` needs a folder for the site: `--out DIR`.');
  const report = await buildSite({ paths, entries: texts('entries'), out }, io);
  if (text('format') === 'json') writeJson(io, report);
  else tell(report, io);
  if (report.problems.length > 0) return EXIT.misuse;
  return report.findings.length > 0 ? EXIT.findings : EXIT.fine;
}

function tell(
  { rules, rulesWithStatement, entries, written, boilerplate, proposals, index, problems, findings }: SiteReport,
  io: CommandIo,
): void {
  for (const problem of [...problems, ...findings]) writeLine(io.err, problem);
  writeLine(
    io.out,
    `${countOf(entries, 'statement')} in ${countOf(rulesWithStatement, 'rule')}, of ${countOf(rules, 'rule')} that ${rules === 1 ? 'was' : 'were'} read.`,
  );
  if (written > 0) writeLine(io.out, `${countOf(written, 'entry', 'entries')} written by hand.`);
  if (boilerplate > 0)
    writeLine(
      io.out,
      `${countOf(boilerplate, 'statement')} besides that ${boilerplate === 1 ? 'says' : 'say'} nothing.`,
    );
  if (proposals > 0) writeLine(io.out, `${countOf(proposals, 'group')} of statements that say nearly the same.`);
  writeLine(io.out, `Open ${index}`);
}
