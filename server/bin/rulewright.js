#!/usr/bin/env node
// The committed launcher of the built command line.
'use strict';
try {
  require.resolve('../dist/cli.js');
} catch {
  process.stderr.write('rulewright is not built yet: run `npm ci && npm run build` in the project first.\n');
  process.exit(2);
}
// A check runs much code a few times each. V8 would soon spend as much on optimising it, in other threads, as it takes to run: it waits
// longer here. The flag is known to these versions; others would complain about it.
if (process.argv[2] === 'check' && /^v2[0-4]\./.test(process.version))
  require('node:v8').setFlagsFromString('--interrupt-budget=1000000');
require('../dist/cli.js');
