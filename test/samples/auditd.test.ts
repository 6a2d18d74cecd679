// Logs of auditd: records to events, in the shape of the integration.
import assert from 'node:assert/strict';
import { createEventStore } from '../../server/src/engine/eventStore';
import type { EventStoreBuilder } from '../../server/src/engine/eventStore';
import { readAddress } from '../../server/src/samples/auditd/address';
import { createSampleReader } from '../../server/src/samples/reader';
import { recognise } from '../../server/src/samples/recognise';

function load(text: string): EventStoreBuilder {
  const shape = recognise(text, true);
  assert.equal(shape.kind, 'auditd');
  const store = createEventStore();
  const reader = createSampleReader(shape);
  const taker = {
    event: ({ object, line }: { readonly object: object; readonly line: number }) =>
      void store.addEvent(object as never, { sample: 0, line }, {}),
    fault: (fault: string, line: number) => assert.fail(`${fault} in line ${line}`),
  };
  for (const piece of [...reader.cutter.push(text), ...reader.cutter.end()]) reader.read(piece, taker);
  reader.end(taker);
  return store;
}

const hex = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();
const record = (type: string, fields: string, serial = 7): string =>
  `type=${type} msg=audit(1772439300.120:${serial}): ${fields}\n`;
const CALL =
  'arch=c000003e syscall=59 success=yes exit=0 a0=1 items=2 ppid=900 pid=901 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 ' +
  'egid=0 sgid=0 fsgid=0 tty=pts0 ses=4 comm="cat" exe="/usr/bin/cat" key="a"';

const VALUES: readonly {
  readonly name: string;
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}[] = [
  {
    name: 'a program that is started',
    text:
      record('SYSCALL', CALL) +
      record('EXECVE', `argc=3 a0="cat" a1=${hex('/a b')} a2=""`) +
      record('CWD', `cwd=${hex('/ö')}`) +
      record('PATH', 'item=0 name="/usr/bin/cat" inode=1 mode=0100755 ouid=0 ogid=0 nametype=NORMAL') +
      record('PROCTITLE', `proctitle=${hex('cat\0/a b')}`),
    values: {
      '@timestamp': '2026-03-02T08:15:00.120Z',
      'event.dataset': 'auditd_manager.auditd',
      'data_stream.dataset': 'auditd_manager.auditd',
      'event.action': 'executed',
      'event.category': 'process',
      'event.type': 'start',
      'event.outcome': 'success',
      'event.sequence': 7,
      'host.os.type': 'linux',
      'process.args': ['cat', '/a b', ''],
      'process.title': 'cat /a b',
      'process.working_directory': '/ö',
      'process.parent.pid': 900,
      'process.name': 'cat',
      'user.id': '0',
      'user.name': 'root',
      'user.effective.id': [],
      'auditd.user.audit.id': '1000',
      'auditd.data.syscall': 'execve',
      'auditd.data.arch': 'x86_64',
      'auditd.session': '4',
      'auditd.summary.object.primary': '/usr/bin/cat',
      'file.mode': '0755',
      tags: 'a',
    },
  },
  {
    name: 'a call on another architecture that fails',
    text: record(
      'SYSCALL',
      'arch=c00000b7 syscall=56 success=no exit=-2 pid=1 auid=4294967295 uid=5 euid=0 ses=4294967295',
    ),
    values: {
      'event.action': 'opened-file',
      'event.outcome': 'failure',
      'auditd.data.exit': 'ENOENT',
      'auditd.session': [],
      'auditd.user.audit.id': [],
      'user.effective.id': '0',
    },
  },
  {
    name: 'a call that nobody has named',
    text: record('SYSCALL', 'arch=c0000015 syscall=9999 success=yes exit=0 pid=1 uid=5'),
    values: {
      'event.category': 'process',
      'event.action': [],
      'auditd.data.syscall': '9999',
      'auditd.data.arch': 'ppc64le',
    },
  },
  {
    name: 'a login',
    text: record(
      'USER_LOGIN',
      `pid=9 uid=0 auid=1000 ses=5 msg='op=login acct="mira" exe="/sshd" hostname=? addr=198.51.100.4 res=failed'`,
    ),
    values: {
      'event.action': 'logged-in',
      'event.outcome': 'failure',
      'source.ip': '198.51.100.4',
      'user.id': '1000',
      'user.effective.name': 'mira',
      'related.user': 'mira',
      'auditd.data.hostname': [],
      'auditd.data.addr': [],
      'network.direction': 'ingress',
    },
  },
  {
    name: 'a configuration that a call changes',
    text:
      record('CONFIG_CHANGE', 'op=set audit_pid=22 old=0 auid=4294967295 ses=4294967295 res=1') +
      record('SYSCALL', 'arch=c000003e syscall=44 success=yes exit=56 pid=22 uid=0') +
      record('SOCKADDR', 'saddr=100000000000000000000000'),
    values: {
      'event.action': 'changed-audit-configuration',
      'event.category': ['process', 'configuration', 'network'],
      'event.type': ['change', 'connection', 'info'],
      'auditd.message_type': 'config_change',
      'auditd.data.op': 'set',
      'auditd.data.socket.family': 'netlink',
      'auditd.summary.object.primary': 'set',
      'auditd.summary.object.type': 'audit-config',
      'network.direction': 'egress',
      'destination.ip': [],
    },
  },
  {
    name: 'names of the enriched format, and of the machine',
    text: `node=web-1 ${record('SYSCALL', 'arch=c000003e syscall=2 success=yes exit=3 pid=1 uid=1001 auid=1000\u001dARCH=x86_64 SYSCALL=open AUID="mira" UID="sam"')}`,
    values: { 'host.name': 'web-1', 'user.name': 'sam', 'auditd.user.audit.name': 'mira', 'auditd.data.UID': [] },
  },
  {
    name: 'an argument in parts',
    text: record('SYSCALL', CALL) + record('EXECVE', `argc=2 a0="x" a1_len=4 a1[0]=${hex('ab')} a1[1]=${hex('cd')}`),
    values: { 'process.args': ['x', 'abcd'] },
  },
];

describe('an event of auditd', () => {
  for (const { name, text, values } of VALUES)
    it(`has the fields of the integration: ${name}`, () => {
      const store = load(text);
      assert.equal(store.count, 1);
      const found = Object.keys(values).map((each) => {
        const leaves = store.values(0, each);
        return [each, leaves.length === 1 ? leaves[0] : leaves];
      });
      assert.deepEqual(Object.fromEntries(found), values);
    });

  it('is joined of records that others stand between, in the order of the first ones', () => {
    const store = load(
      record('SYSCALL', CALL, 1) +
        record('USER_CMD', 'pid=1 uid=0 msg=\'cmd="id" res=success\'', 2) +
        record('CWD', 'cwd="/x"', 1) +
        record('EOE', '', 1),
    );
    assert.deepEqual(
      [0, 1].map((event) => [store.values(event, 'event.sequence')[0], store.origin(event).line]),
      [
        [1, 1],
        [2, 2],
      ],
    );
    assert.deepEqual(store.values(0, 'process.working_directory'), ['/x']);
  });
});

describe('the address of a socket', () => {
  const CASES: readonly (readonly [digits: string, address: object])[] = [
    ['020001BBC00002070000000000000000', { family: 'ipv4', addr: '192.0.2.7', port: '443' }],
    ['0A0001BB0000000020010DB8000000000000000000000001', { family: 'ipv6', addr: '2001:db8::1', port: '443' }],
    ['0A0000160000000000000000000000000000000000000001', { family: 'ipv6', addr: '::1', port: '22' }],
    ['01002F72756E2F7300', { family: 'unix', path: '/run/s' }],
    ['0100006162', { family: 'unix', path: '@ab' }],
    ['1000', { family: 'netlink', saddr: '1000' }],
    ['zz', { family: 'unspecified', saddr: 'zz' }],
  ];
  for (const [digits, address] of CASES) it(`is read: ${digits}`, () => assert.deepEqual(readAddress(digits), address));
});
