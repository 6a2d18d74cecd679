// Prints as mocha's spec reporter does and leaves the counts, and what failed, in the file named by TEST_RESULT_FILE.
'use strict';
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on('fail', (test, error) =>
      failed.push({ title: test.fullTitle(), message: String(error?.message ?? error) }),
    );
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(
        process.env.TEST_RESULT_FILE,
        JSON.stringify({ passed: passes, failed: failures, skipped: pending, what: failed }),
      );
    });
  }
};
