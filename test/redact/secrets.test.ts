// Likely secrets: found on their characters, and never where somebody plainly means none.
import assert from 'node:assert/strict';
import { findSecrets, maskSecrets } from '../../server/src/redact/secrets';

/** Put together here, so that no text in this file is a secret to those who search repositories for them. */
const key = (start: string, rest: string): string => start + rest;

const found: readonly (readonly [string, string])[] = [
  [
    `x ${key('eyJhbGciOiJSUzI1NiJ9', '.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLWhlcmU')} y`,
    key('eyJhbGciOiJSUzI1NiJ9', '.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLWhlcmU'),
  ],
  [`id=${key('AKIA', 'Q3EGQ7ZP5XK2M4RT')}`, key('AKIA', 'Q3EGQ7ZP5XK2M4RT')],
  [key('ghp', '_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'), key('ghp', '_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8')],
  ['Authorization: Bearer 4f9d8c7b6a5e4d3c2b1a', '4f9d8c7b6a5e4d3c2b1a'],
  ['pg_dump --password=Tr0ub4dor', 'Tr0ub4dor'],
  ['"args":["login","--password","Tr0ub4dor"]', 'Tr0ub4dor'],
  ['exec?command=psql&command=--password%3DTr0ub4dor&x=1', 'Tr0ub4dor'],
  [String.raw`exec?command=tool\u0026command=--token\u0026command=Tr0ub4dor\u0026x=1`, 'Tr0ub4dor'],
  ['mysqldump -u root -pTr0ub4dor shop', 'Tr0ub4dor'],
  ['PGPASSWORD=Tr0ub4dor psql', 'Tr0ub4dor'],
  ['postgres://app:Tr0ub4dor@db/shop', 'Tr0ub4dor'],
  ['{"db_password":"Tr0ub4dor"}', 'Tr0ub4dor'],
];

const none: readonly string[] = [
  '--password=$DB_PASSWORD',
  '--password ${PASS}',
  '--password=xxxxxxx',
  '--password=changeme',
  '--password=<password>',
  '--token /var/run/secrets/kubernetes.io/serviceaccount/token',
  '--token-ttl 3600',
  '--password-file /etc/pw',
  'PASSWORD=%24PASS',
  'mysql -p shop',
  'ps -pid 1234',
  'https://user@host/path',
  'https://host:8443/path@2',
  '"user.name":"token"',
  'Bearer token',
  'AKIAIOSFODNN7EXAMPLE',
  'the secret of the key is a token',
];

describe('secrets', () => {
  for (const [text, secret] of found)
    it(`are found in ${text}`, () =>
      assert.deepEqual(
        findSecrets(text).map(({ from, to }) => text.slice(from, to)),
        [secret],
      ));
  for (const text of none) it(`are none in ${text}`, () => assert.deepEqual(findSecrets(text), []));
  it('are masked, whatever their length', () =>
    assert.equal(maskSecrets('a --password=Tr0ub4dor b'), 'a --password=******** b'));
});
