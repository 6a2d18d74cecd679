// Prints as mocha's spec reporter does and leaves the counts in the file named by TEST_RESULT_FILE.
'use strict';
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(
        process.env.TEST_RESULT_FILE,
        JSON.stringify({ passed: passes, failed: failures, skipped: pending }),
      );
    });
  }
};
