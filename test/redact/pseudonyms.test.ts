// Pseudonyms have the shape of what they stand for: the same for the same, others for others.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockBounds, parseAddress } from '../../server/src/eql/address';
import { createAddresses } from '../../server/src/redact/addresses';
import { createAtoms } from '../../server/src/redact/atoms';
import type { IdentityKind } from '../../server/src/redact/identities';
import { createPseudonyms } from '../../server/src/redact/pseudonyms';
import { hash } from './world';

const pseudonyms = createPseudonyms(hash, []);
const of = (text: string, kind: IdentityKind): string => pseudonyms.of({ text, kind, path: '', isLocal: false }, []);

const shapes: readonly (readonly [string, IdentityKind, RegExp])[] = [
  ['alice', 'account', /^[a-z]{5}$/],
  ['Alice', 'account', /^[A-Z][a-z]{4}$/],
  ['alice7', 'account', /^[a-z]{5}[0-9]$/],
  ['ada.king@hill.example', 'email', /^[a-z]{3}\.[a-z]{4}@[a-z]{4}\.example$/],
  ['system:serviceaccount:ns-1:deployer', 'account', /^system:serviceaccount:ns-1:[a-z]{8}$/],
  ['system:node:ip-10-0-0-1.ec2.internal', 'account', /^system:node:[a-z]{2}-10-0-0-1\.ec2\.internal$/],
  [
    'shop-7d9f8c6b5-x2x4z',
    'name',
    /^[a-z]{4}-[2-9][a-z][2-9][a-z][2-9][a-z][2-9][a-z][2-9]-[a-z][2-9][a-z][2-9][a-z]$/,
  ],
  ['db-0', 'name', /^[a-z]{2}-0$/],
  ['node-3.east.hill.example', 'host', /^[a-z]{4}-3\.[a-z]{4}\.[a-z]{4}\.example$/],
  ['0a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d', 'id', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/],
  ['0A:1B:2C:3D:4E:5F', 'mac', /^[0-9A-F]{2}(?::[0-9A-F]{2}){5}$/],
  [
    'S-1-5-21-1004336348-1177238915-682003330-512',
    'id',
    /^[A-Z]-1-5-21-[1-9][0-9]{9}-[1-9][0-9]{9}-[1-9][0-9]{8}-[1-9][0-9]{2}$/,
  ],
  ['arn:aws:iam::123456789012:user/ada', 'account', /^arn:aws:iam::[1-9][0-9]{11}:[a-z]{4}\/[a-z]{3}$/],
];

describe('the pseudonym', () => {
  for (const [text, kind, shape] of shapes)
    it(`of ${text} has its shape`, () => {
      const token = of(text, kind);
      assert.match(token, shape);
      assert.notEqual(token, text);
    });

  it('of a domain is the same in hosts and email addresses', () => {
    const domain = of('ada@hill.example', 'email').split('@')[1];
    assert.equal(of('hill.example', 'host'), domain);
    assert.ok(of('db-1.hill.example', 'host').endsWith(`.${domain}`));
  });

  it('of a long container id begins with that of its short one', () => {
    const long = 'c0ffee1234567890abcdef1234567890c0ffee1234567890abcdef1234567890';
    assert.equal(of(long, 'id').slice(0, 12), of(long.slice(0, 12), 'name'));
  });

  it('depends on the key', () => {
    const other = createPseudonyms((text) => hash(`another ${text}`), []);
    assert.notEqual(
      other.of({ text: 'alexandra', kind: 'account', path: '', isLocal: false }, []),
      of('alexandra', 'account'),
    );
  });
});

const word = fc.stringMatching(/^[0-9a-z]{1,14}$/);

describe('words', () => {
  it('keep length, letters and digits', () => {
    const atoms = createAtoms(hash);
    const sign = (text: string): string => text.replace(/[a-z]/g, 'a').replace(/[0-9]/g, '0');
    fc.assert(fc.property(word, (text) => assert.equal(sign(atoms.word(text)), sign(text))));
  });

  it('never meet', () => {
    const atoms = createAtoms(hash);
    fc.assert(
      fc.property(fc.uniqueArray(word), (words) => {
        assert.equal(new Set(words.map((each) => atoms.word(each))).size, words.length);
      }),
    );
  });

  it('of two letters are all there', () => {
    const atoms = createAtoms(hash);
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const pairs = letters.flatMap((a) => letters.map((b) => a + b));
    assert.equal(new Set(pairs.map((each) => atoms.word(each))).size, pairs.length);
  });
});

describe('addresses', () => {
  const blocks = ['10.20.0.0/14', '203.0.113.64/26', '2001:db8:1::/48'];
  const addressOf = createAddresses(hash, blocks);
  const someBlocks = [
    ...blocks,
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
    '224.0.0.0/4',
    'fc00::/7',
    'fe80::/10',
  ];
  const inBlock = (text: string, block: string): boolean => {
    const [address, bounds] = [parseAddress(text), blockBounds(block)];
    return address !== undefined && bounds !== undefined && bounds.first <= address && address <= bounds.last;
  };
  const v4 = fc.oneof(
    fc.ipV4(),
    fc.tuple(fc.nat(3), fc.nat(255), fc.nat(255)).map(([a, b, c]) => `10.${20 + a}.${b}.${c}`),
  );

  it('stay in and out of every block', () => {
    fc.assert(
      fc.property(fc.oneof(v4, fc.ipV6()), (address) => {
        const token = addressOf(address);
        for (const block of someBlocks)
          assert.equal(inBlock(token, block), inBlock(address, block), `${address} ${token} ${block}`);
      }),
    );
  });

  it('share as many leading bytes as before', () => {
    const shared = (a: string, b: string): number => {
      const [one, other] = [a.split('.'), b.split('.')];
      const first = one.findIndex((byte, at) => byte !== other[at]);
      return first < 0 ? 4 : first;
    };
    const outside = v4.filter((each) => !/^(?:127|0|255|169)\./.test(each));
    fc.assert(fc.property(outside, outside, (a, b) => assert.equal(shared(addressOf(a), addressOf(b)), shared(a, b))));
  });

  for (const kept of ['127.0.0.1', '::1', '0.0.0.0', '169.254.169.254'])
    it(`leave ${kept}, which means the same everywhere`, () => assert.equal(addressOf(kept), kept));
});
