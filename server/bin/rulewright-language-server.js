#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_TRIM_THRESHOLD_=131072 node --max-semi-space-size=4
// The language server for any editor, over standard input and output unless another channel is asked for.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const server = path.join(__dirname, '..', 'dist', 'server.js');
if (!fs.existsSync(server)) {
  console.error('Rulewright is not built yet: run `npm ci && npm run build` at the root of the repository.');
  process.exit(2);
}
const names = /^--(?:stdio|node-ipc|socket(?:=.*)?|pipe(?:=.*)?)$/;
if (!process.argv.some((argument) => names.test(argument))) process.argv.push('--stdio');
require(server);
