// What `rulewright lofp build` costs over a folder of rules, as a whole process with all its files: its processor time, and the same against a process
// that only reads the rules and parses their TOML with smol-toml, in turn. Fails above 2 s and 6 times that. Needs `npm run build`.
// usage: node bench/lofp.mjs [folder, ../shared/corpus by default] [runs]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LIMITS = { seconds: 2, times: 6 };
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.resolve(root, process.argv[2] ?? '../shared/corpus');
const runs = Math.max(7, Number(process.argv[3] ?? 9));

if (!existsSync(folder)) {
  console.log(`There is no ${path.relative(root, folder)} here: nothing is measured.`);
  process.exit(0);
}

const reader = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { parse } from 'smol-toml';
  for (const name of readdirSync(process.argv[1], { recursive: true }))
    if (name.endsWith('.toml')) parse(readFileSync(process.argv[1] + '/' + name, 'utf8'));
`;
const site = mkdtempSync(path.join(tmpdir(), 'rulewright-lofp-'));
const commands = {
  build: [path.join(root, 'server/bin/rulewright.js'), 'lofp', 'build', folder, '--out', site],
  parse: ['--input-type=module', '--eval', reader, folder],
};

try {
  // One of each that is not counted: they read the files into the memory of the system. The site is written from nothing each time.
  const round = () => ({ build: measure(commands.build), parse: measure(commands.parse) });
  round();
  const rounds = Array.from({ length: runs }, round);
  for (const name of Object.keys(commands))
    console.log(`${name}: ${median(rounds.map((each) => each[name])).toFixed(2)} s of processor time`);
  report('s of processor time', median(rounds.map(({ build }) => build)), LIMITS.seconds);
  report('times that of parsing', median(rounds.map(({ build, parse }) => build / parse)), LIMITS.times);
} finally {
  rmSync(site, { recursive: true, force: true });
}

/** The process tells of itself what the system has counted for it, at its very end. */
function measure(words) {
  rmSync(site, { recursive: true, force: true });
  const teller = `process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    require('node:fs').writeSync(3, String((userCPUTime + systemCPUTime) / 1e6));
  });`;
  const preload = [
    '--import',
    `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///'); ${teller}`)}`,
  ];
  const { status, output } = spawnSync(process.execPath, [...preload, ...words], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}`);
  return Number(output[3]);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function report(name, value, limit) {
  console.log(`${value.toFixed(2)} ${name}, limit ${limit}`);
  if (value <= limit) return;
  console.error(`${value.toFixed(2)} ${name} are more than ${limit}`);
  process.exitCode = 1;
}
