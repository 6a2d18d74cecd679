// What `rulewright check` costs over a folder of rules, as a whole process: its processor time against that of a process that only reads the
// same files and parses their TOML with smol-toml, in turn, and its memory. Fails above 4 times the time and 250 MB. Needs `npm run build`.
// usage: node bench/check.mjs [folder, ../shared/corpus by default] [runs]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LIMITS = { times: 4, megabytes: 250 };
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
const commands = {
  check: [path.join(root, 'server/bin/rulewright.js'), 'check', folder],
  parse: ['--input-type=module', '--eval', reader, folder],
};

// One of each that is not counted: they read the files into the memory of the system.
measure(commands.check);
measure(commands.parse);
const rounds = Array.from({ length: runs }, () => ({ check: measure(commands.check), parse: measure(commands.parse) }));

const times = rounds.map(({ check, parse }) => check.seconds / parse.seconds);
const megabytes = median(rounds.map(({ check }) => check.megabytes));
for (const name of Object.keys(commands))
  console.log(`${name}: ${median(rounds.map((round) => round[name].seconds)).toFixed(2)} s of processor time`);
report('times the processor time of parsing', median(times), LIMITS.times);
report('MB at most', megabytes, LIMITS.megabytes);

/** The process tells of itself what the system has counted for it, at its very end. */
function measure(words) {
  const teller = `process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    require('node:fs').writeSync(3, JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
  });`;
  const preload = [
    '--import',
    `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('file:///'); ${teller}`)}`,
  ];
  const { status, output } = spawnSync(process.execPath, [...preload, ...words], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  if (status === null || status > 1) throw new Error(`${words.join(' ')} ended with ${status}`);
  const [seconds, megabytes] = JSON.parse(output[3]);
  return { seconds, megabytes };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function report(name, value, limit) {
  console.log(`${value.toFixed(1)} ${name}, limit ${limit}`);
  if (value <= limit) return;
  console.error(`${value.toFixed(1)} ${name} are more than ${limit}`);
  process.exitCode = 1;
}
