// Which way suits an exclusion: what a product does everywhere, what one environment does, and what a person does.
import assert from 'node:assert/strict';
import { parseExpression } from '../../server/src/eql/parse';
import { placeOf } from '../../server/src/tuning/placeAdvice';

const IN = 'kubernetes.audit.objectRef.namespace';
const POD = 'kubernetes.audit.objectRef.name';
const URI = 'kubernetes.audit.requestURI';

describe('an exclusion belongs', () => {
  const cases: readonly [eql: string, place: string][] = [
    ['process.executable == "/usr/bin/df"', 'arm'],
    ['process.executable == "/usr/bin/df" and user.id == "0"', 'arm'],
    ['process.executable == "/usr/bin/df" and user.id == "1001"', 'exception'],
    ['process.command_line == "ssh -l user 10.0.0.16"', 'exception'],
    ['process.command_line regex "ping -c [0-9]+ 192[.]168[.]1[.]7"', 'exception'],
    ['process.command_line == "ctl -s 127.0.0.1:8000"', 'arm'],
    [`${IN} == "kube-system" and process.name == "x"`, 'arm'],
    [`${IN} == "payments" and process.name == "x"`, 'exception'],
    [
      `user.name == "system:serviceaccount:ops:cilium-probe" and ${IN} == "kube-system" and ${POD} like "cilium-*"`,
      'arm',
    ],
    [
      `user.name == "system:serviceaccount:trident:trident-operator" and ${IN} == "trident" and ${URI} regex "tridentctl"`,
      'exception',
    ],
    [
      `user.name == "system:serviceaccount:a:trident-operator" and ${IN} == "trident" and ${POD} like "trident-x-*"`,
      'exception',
    ],
    [
      `user.name == "system:serviceaccount:velero:velero" and ${IN} == "ledger" and ${POD} like "ledger-*"`,
      'exception',
    ],
    [`user.name == "system:serviceaccount:a:probe" and ${IN} == "kube-system" and ${POD} like "cilium-*"`, 'exception'],
    [
      `user.name == "system:serviceaccount:a:data-agent" and ${IN} == "kube-system" and ${POD} like "data-agent-*"`,
      'exception',
    ],
    ['user.name == "system:serviceaccount:ci:runner"', 'exception'],
    ['user.name in ("mira@corp.example", "jonas@corp.example")', 'neither'],
    ['user.name == "ci-bot@corp.example"', 'exception'],
    [`user.name == "mira" and ${IN} == "kube-system"`, 'neither'],
    ['user.name == "mira" and process.name == "x"', 'exception'],
    [
      `user.name == "system:serviceaccount:a:proxy" and kubernetes.audit.impersonatedUser.username == "mira"`,
      'neither',
    ],
    ['container.image.name == "quay.io/cilium/cilium" and process.name == "cilium"', 'arm'],
    ['container.image.name == "registry.corp.example/tool" and process.name == "tool"', 'exception'],
  ];
  for (const [eql, place] of cases)
    it(`${place}: ${eql}`, () => {
      const advice = placeOf(parseExpression(eql).value);
      assert.equal(advice.place, place);
      assert.match(advice.because, /\.$/);
    });
});
