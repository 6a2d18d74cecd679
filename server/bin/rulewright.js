#!/usr/bin/env node
// The committed launcher of the built command line.
'use strict';
try {
  require.resolve('../dist/cli.js');
} catch {
  process.stderr.write('rulewright is not built yet: run `npm ci && npm run build` in the project first.\n');
  process.exit(2);
}
require('../dist/cli.js');
