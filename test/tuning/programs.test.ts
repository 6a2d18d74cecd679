// Where anybody may put a program, and which programs do what they are told: one meaning for what is proposed and for what is called too broad.
import assert from 'node:assert/strict';
import { isInterpreter, isShell, isWritable, runsArguments, writablePath } from '../../server/src/tuning/programs';

describe('a folder where users may write', () => {
  const paths: readonly [path: string, expected: boolean][] = [
    ['/tmp', true],
    ['/tmp/x', true],
    ['/private/var/tmp/x', true],
    ['/dev/shm/.x/y', true],
    ['/run/user/1000/x', true],
    ['/home/mira', true],
    ['/home/mira/bin/x', true],
    ['/Users/mira/x', true],
    ['/Volumes/Disk/x', true],
    ['/home', false],
    ['/tmpfiles/x', false],
    ['/usr/bin/x', false],
    ['/opt/tmp/x', false],
    ['c:\\users\\mira\\x.exe', true],
    ['c:\\programdata\\x.exe', true],
    ['C:\\Windows\\Temp\\x.exe', true],
    ['\\\\?\\D:\\Temp\\x.exe', true],
    ['\\Device\\HarddiskVolume3\\users\\mira\\x.exe', true],
    ['\\Device\\Mup\\host\\share\\x.exe', true],
    ['\\\\host\\share\\x.exe', true],
    ['D:\\Apps\\AppData\\x.exe', true],
    ['C:\\Users', false],
    ['C:\\Windows\\System32\\x.exe', false],
    ['C:\\Program Files\\temp\\x.exe', false],
  ];
  for (const [path, expected] of paths)
    it(`${path}: ${expected ? 'yes' : 'no'}`, () => assert.equal(isWritable(path), expected));
});

describe('a path of such a folder', () => {
  const patterns: readonly [pattern: string, isWindows: boolean, expected: string | undefined][] = [
    ['*/df', false, '/tmp/df'],
    ['*\\a.exe', true, 'C:\\ProgramData\\a.exe'],
    ['/home/*/x', false, '/home/x/x'],
    ['/home/*', false, undefined],
    ['/usr/bin/*', false, undefined],
    ['?:\\users\\*\\x.exe', true, 'C:\\users\\x\\x.exe'],
    ['?:\\Windows\\*', true, undefined],
    ['\\\\?\\Volume{*}\\x.exe', true, undefined],
    ['/tmp/', false, undefined],
  ];
  for (const [pattern, isWindows, expected] of patterns)
    it(`${pattern}: ${expected ?? 'none'}`, () => assert.equal(writablePath(pattern, isWindows), expected));
});

describe('a program that does what it is told', () => {
  const programs: readonly [program: string, shell: boolean, interpreter: boolean, runs: boolean][] = [
    ['/bin/bash', true, true, true],
    ['C:\\x\\PowerShell.exe', true, true, true],
    ['python3.11', false, true, true],
    ['msiexec.exe', false, true, true],
    ['/usr/bin/curl', false, false, true],
    ['df', false, false, false],
  ];
  for (const [program, ...expected] of programs)
    it(program, () => assert.deepEqual([isShell(program), isInterpreter(program), runsArguments(program)], expected));
});
