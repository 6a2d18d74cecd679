// What is said of a rule's `threat`: identifiers, names and addresses of MITRE ATT&CK, and where they stand.
import { checkMarked } from './marked';
import type { Marked } from './marked';

interface Part {
  readonly id?: string;
  readonly name?: string;
  readonly reference?: string;
}

const table = ({ id, name, reference }: Part): string =>
  Object.entries({ id, name, reference })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key} = "${value}"\n`]))
    .join('');

const tactic = (part: Part): string => `[rule.threat.tactic]\n${table(part)}`;
const technique = (part: Part): string => `[[rule.threat.technique]]\n${table(part)}`;
const subtechnique = (part: Part): string => `[[rule.threat.technique.subtechnique]]\n${table(part)}`;
const threat = (...parts: readonly string[]): string =>
  `[[rule.threat]]\nframework = "MITRE ATT&CK"\n${parts.join('')}`;
const rule = (...threats: readonly string[]): string =>
  `[rule]\nrule_id = "1"\nname = "a"\ntype = "eql"\n${threats.join('')}`;

const page = (rest: string): string => `https://attack.mitre.org/${rest}`;
const EXECUTION = { id: 'TA0002', name: 'Execution', reference: page('tactics/TA0002/') };
const SCRIPTS = { id: 'T1059', name: 'Command and Scripting Interpreter', reference: page('techniques/T1059/') };
const SHELL = { id: 'T1059.004', name: 'Unix Shell', reference: page('techniques/T1059/004/') };
const execution = tactic(EXECUTION);

const yaml = (name: string, reference: string): string =>
  [
    'rule:',
    '  type: eql',
    '  threat:',
    '    - framework: MITRE ATT&CK',
    '      tactic:',
    '        id: TA0002',
    `        name: ${name}`,
    `        reference: ${reference}`,
    '',
  ].join('\n');

describe('names of MITRE ATT&CK', () => {
  const codes = ['attack-framework', 'attack-id', 'attack-name', 'attack-reference'];
  const cases: readonly Marked[] = [
    { it: 'are right', text: rule(threat(execution, technique(SCRIPTS), subtechnique(SHELL))) },
    {
      it: 'are those of another framework',
      text: rule('[[rule.threat]]\nframework = "MITRE ATLAS"\n', tactic({ id: 'AML.TA0005', name: 'Execution' })),
    },
    {
      it: 'are newer than the list',
      text: rule(threat(tactic({ id: 'TA0112', name: 'Defense Impairment' }), technique({ id: 'T1999', name: 'New' }))),
    },
    {
      it: 'stands beside the identifier of another',
      text: rule(threat(execution, technique({ ...SCRIPTS, id: '«T1999»', reference: page('techniques/T1999/') }))),
      code: 'attack-name',
      message: /is the name of the technique `T1059`, not of `T1999`/,
      fixed: rule(threat(execution, technique({ ...SCRIPTS, reference: page('techniques/T1999/') }))),
    },
    { it: 'are those of a later version', text: rule(threat(tactic({ id: 'TA0005', name: 'Stealth' }))) },
    {
      it: 'has a framework in other letters',
      text: rule(`[[rule.threat]]\nframework = "«Mitre ATT&CK®»"\n`),
      code: 'attack-framework',
      fixed: rule(`[[rule.threat]]\nframework = "MITRE ATT&CK"\n`),
    },
    {
      it: 'has identifiers of another form',
      text: rule(threat(execution, technique({ id: '«t1059»' }), subtechnique({ id: '«T1059/4»' }))),
      code: 'attack-id',
      fixed: rule(threat(execution, technique({ id: 'T1059' }), subtechnique({ id: 'T1059.004' }))),
    },
    {
      it: 'has an identifier that only the name explains',
      text: rule(threat(tactic({ id: '«2»', name: 'Execution' }))),
      code: 'attack-id',
      fixed: rule(threat(tactic({ id: 'TA0002', name: 'Execution' }))),
    },
    {
      it: 'has a technique where a tactic has its place',
      text: rule(threat(tactic({ id: '«T1059»' }))),
      code: 'attack-id',
      message: /no identifier of a tactic.*`TA0002`/,
    },
    {
      it: 'has a name that ATT&CK has changed',
      text: rule(threat(technique({ id: 'T1218', name: '«Signed Binary Proxy Execution»' }))),
      code: 'attack-name',
      message: /`T1218` is called `System Binary Proxy Execution`/,
      fixed: rule(threat(technique({ id: 'T1218', name: 'System Binary Proxy Execution' }))),
    },
    {
      it: 'has the name of another identifier',
      text: rule(threat(tactic({ id: 'TA0003', name: '«Execution»' }))),
      code: 'attack-name',
      message: /That is the name of `TA0002`/,
    },
    {
      it: 'has addresses of other pages',
      text: rule(
        threat(
          tactic({ ...EXECUTION, reference: '«https://attack.mitre.org/tactics/TA0003/»' }),
          technique({ ...SCRIPTS, reference: '«https://attack.mitre.org/tactics/T1059/»' }),
          subtechnique({ ...SHELL, reference: '«https://attack.mitre.org/techniques/T1059/»' }),
        ),
      ),
      code: 'attack-reference',
      fixed: rule(threat(execution, technique(SCRIPTS), subtechnique(SHELL))),
    },
    {
      it: 'has addresses that lead there all the same',
      text: rule(
        threat(
          tactic({ ...EXECUTION, reference: page('versions/v14/tactics/TA0002') }),
          technique({ ...SCRIPTS, reference: 'http://attack.mitre.org/techniques/T1059' }),
        ),
      ),
    },
    {
      it: 'is wrong in YAML',
      format: 'yaml',
      text: yaml('«Persistence»', '«https://attack.mitre.org/tactics/TA0003/»'),
      code: ['attack-name', 'attack-reference'],
      fixed: yaml('Execution', page('tactics/TA0002/')),
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('the place of a technique', () => {
  const codes = ['attack-parent', 'attack-tactic', 'attack-retired', 'attack-duplicate', 'attack-key'];
  const cases: readonly Marked[] = [
    {
      it: 'is under its tactic and technique',
      text: rule(
        threat(execution, technique(SCRIPTS), subtechnique(SHELL)),
        threat(tactic({ id: 'TA0003', name: 'Persistence', reference: page('tactics/TA0003/') })),
      ),
    },
    {
      it: 'is under another technique',
      text: rule(
        threat(execution, technique({ ...SCRIPTS, id: 'T1204' }), subtechnique({ ...SHELL, id: '«T1059.004»' })),
      ),
      code: 'attack-parent',
      message: /sub-technique of `T1059`, but stands under `T1204`/,
    },
    {
      it: 'is under another tactic',
      text: rule(
        threat(tactic({ ...EXECUTION, id: 'TA0007', name: 'Discovery' }), technique({ ...SCRIPTS, id: '«T1059»' })),
      ),
      code: 'attack-tactic',
      message: /no technique of the tactic `Discovery`; it belongs to `Execution`/,
    },
    {
      it: 'is under a tactic that has been renamed since',
      text: rule(threat(tactic({ ...EXECUTION, id: 'TA0005', name: 'Stealth' }), technique(SCRIPTS))),
    },
    {
      it: 'was taken by a sub-technique',
      text: rule(threat(execution, technique({ ...SCRIPTS, id: '«T1086»' }))),
      code: 'attack-retired',
      message: /`T1059\.001` \(PowerShell\) has taken its place/,
    },
    {
      it: 'was taken by another technique',
      text: rule(threat(technique({ ...SCRIPTS, id: '«T1094»' }), execution)),
      code: 'attack-retired',
      fixed: rule(threat(technique({ ...SCRIPTS, id: 'T1095' }), execution)),
    },
    {
      it: 'is there no more',
      text: rule(threat(execution, technique({ ...SCRIPTS, id: '«T1064»' }))),
      code: 'attack-retired',
      message: /nothing has taken its place/,
    },
    {
      it: 'is taken twice',
      text: rule(
        threat(execution, technique(SCRIPTS), technique({ ...SCRIPTS, id: '«T1059»' })),
        threat(tactic({ ...EXECUTION, id: '«TA0002»' })),
      ),
      code: 'attack-duplicate',
    },
    {
      it: 'is taken twice under a technique, but under two tactics only once each',
      text: rule(
        threat(execution, technique(SCRIPTS), subtechnique(SHELL), subtechnique({ ...SHELL, id: '«T1059.004»' })),
      ),
      code: 'attack-duplicate',
    },
    {
      it: 'lacks what follows from its identifier',
      text: rule('[[rule.threat]]\n[rule.threat.tactic]\n«id» = "TA0002" # so\n', technique(SCRIPTS)),
      code: 'attack-key',
      message: /This tactic lacks `name` and `reference`/,
      fixed: rule(
        '[[rule.threat]]\n[rule.threat.tactic]\nid = "TA0002" # so\n',
        'name = "Execution"\nreference = "https://attack.mitre.org/tactics/TA0002/"\n',
        technique(SCRIPTS),
      ),
    },
    {
      it: 'lacks it in YAML',
      format: 'yaml',
      text: 'rule:\n  rule_id: "1"\n  name: a\n  type: eql\n  threat:\n    - tactic: { «id»: TA0002 }\n      technique:\n        - «id»: T1059\n',
      code: 'attack-key',
      fixed:
        'rule:\n  rule_id: "1"\n  name: a\n  type: eql\n  threat:\n    - tactic: { id: TA0002 }\n      technique:\n        - id: T1059\n' +
        '          name: "Command and Scripting Interpreter"\n          reference: "https://attack.mitre.org/techniques/T1059/"\n',
    },
    {
      it: 'lacks what Kibana asks for',
      text: rule(
        `[[rule.threat]]\n«framework» = "MITRE ATT&CK"\n`,
        `[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\n«id» = "TA0002"\n`,
      ),
      code: 'attack-key',
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});
