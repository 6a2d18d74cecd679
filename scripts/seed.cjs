// The properties draw the same inputs each time, so that a red run is red for everyone; `TEST_SEED=N` draws others, to hunt with.
'use strict';
const fc = require('fast-check');

fc.configureGlobal({ seed: Number(process.env.TEST_SEED ?? 20261125) });
