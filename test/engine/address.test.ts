// Addresses and blocks. Source: Lucene's InetAddressPoint; docs/eql.md, sections 7 and 9.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAddress, parseBlock, printAddress } from '../../server/src/eql/address';
import { checkAll, problemsOf } from './oneEvent';
import type { Properties } from './oneEvent';

function lies(address: string, block: string): boolean {
  const parsed = parseAddress(address);
  const contains = parseBlock(block);
  assert.ok(parsed !== undefined && contains !== undefined, `${address} ${block}`);
  return contains(parsed);
}

describe('an address', () => {
  it('is read in every form, or not at all', () => {
    for (const text of [
      '1.2.3',
      '1.2.3.4.5',
      '256.1.1.1',
      '1.2.3.x',
      '',
      ':',
      '1::2::3',
      '12345::',
      'g::',
      '1:2:3:4:5:6:7',
    ])
      assert.equal(parseAddress(text), undefined, text);
    assert.equal(parseAddress('::ffff:10.0.0.1'), parseAddress('10.0.0.1'));
    assert.equal(parseAddress('2001:DB8::1'), parseAddress('2001:0db8:0:0:0:0:0:1'));
    assert.equal(parseAddress('1:2:3:4:5:6:7:8'), 0x0001_0002_0003_0004_0005_0006_0007_0008n);
    assert.equal(parseAddress('::'), 0n);
    assert.equal(parseAddress('fe80::1%eth0'), parseAddress('fe80::1'));
  });

  it('prints in one way', () => {
    const printed = (text: string): string => printAddress(parseAddress(text) ?? -1n);
    assert.equal(printed('2001:db8:0:0:1:0:0:1'), '2001:db8::1:0:0:1');
    assert.equal(printed('2001:DB8:0:1:1:1:1:1'), '2001:db8:0:1:1:1:1:1');
    assert.equal(printed('::ffff:10.0.0.1'), '10.0.0.1');
  });

  it('survives printing and reading', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        assert.ok(address !== undefined, text);
        assert.equal(parseAddress(printAddress(address)), address, text);
      }),
    );
  });
});

describe('a block', () => {
  it('holds the addresses of its prefix, host bits or not', () => {
    assert.ok(lies('10.200.0.1', '10.6.48.157/8'));
    assert.ok(!lies('11.0.0.1', '10.6.48.157/8'));
    assert.ok(lies('192.168.1.255', '192.168.1.0/24'));
    assert.ok(!lies('192.168.2.0', '192.168.1.0/24'));
    assert.ok(lies('1.2.3.4', '0.0.0.0/0'));
    assert.ok(lies('1.2.3.4', '1.2.3.4/32'));
    assert.ok(lies('2001:db8::5', '2001:db8::/32'));
    assert.ok(!lies('2001:db9::5', '2001:db8::/32'));
    assert.ok(lies('fe80::1', 'fe80::/10'));
    assert.ok(!lies('fe80::1', '0.0.0.0/0'), 'IPv6 lies in no IPv4 block');
  });

  it('is refused with a wrong prefix', () => {
    for (const text of ['10.0.0.0', '10.0.0.0/33', '::/129', '10.0.0.0/x', '10.0.0/8', '/8', '10.0.0.0/'])
      assert.equal(parseBlock(text), undefined, text);
  });
});

describe('a field of type ip', () => {
  const mapping: Properties = { ip: { type: 'ip' } };

  it('compares as an address, and lies in a block under ==', () => {
    checkAll(
      [
        ['ip == "10.0.0.1"', { ip: '10.0.0.1' }, true],
        ['ip == "::ffff:10.0.0.1"', { ip: '10.0.0.1' }, true],
        ['ip == "2001:0db8::0001"', { ip: '2001:DB8:0::1' }, true],
        ['ip == "10.0.0.0/8"', { ip: '10.2.3.4' }, true],
        ['ip != "10.0.0.0/8"', { ip: '10.2.3.4' }, false],
        ['ip > "10.0.0.9"', { ip: '10.0.0.10' }, true],
        ['ip < "10.0.0.9"', { ip: '10.0.0.10' }, false],
        ['ip in ("10.0.0.1", "192.168.0.0/16")', { ip: '192.168.3.4' }, true],
        ['cidrMatch(ip, "172.16.0.0/12", "10.0.0.0/8")', { ip: '10.2.3.4' }, true],
        ['cidrmatch(ip, "172.16.0.0/12")', { ip: ['10.2.3.4', '172.17.0.1'] }, true],
        ['cidrMatch(ip, "fe80::/10")', { ip: 'fe80::42' }, true],
        ['cidrMatch(ip, "10.0.0.0/8", "::1")', { ip: '::1' }, true],
        ['not cidrMatch(ip, "10.0.0.0/8", "::1")', { ip: '8.8.8.8' }, true],
        ['ip == null', { ip: 'not an address' }, true],
      ],
      mapping,
    );
  });

  it('reports a literal that is no address, and does not match', () => {
    const { problems, matched } = problemsOf('ip == "nowhere"', [{ ip: '10.0.0.1' }, {}, { ip: '10.0.0.2' }], mapping);
    assert.deepEqual(matched, []);
    assert.deepEqual(
      problems.map(({ code, count, firstEvent }) => ({ code, count, firstEvent })),
      [{ code: 'ip-format', count: 2, firstEvent: 0 }],
    );
  });
});
