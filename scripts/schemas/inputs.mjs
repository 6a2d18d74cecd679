// Reads what the catalogs are made from: lists of field names and types beside the checkout, and the published Elastic Common Schema.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** Throws an Error of one sentence where the folder or one of its files is not there. */
export function readInputs(folder) {
  if (!existsSync(folder)) {
    throw new Error(
      `The field lists are not at ${folder}; the catalogs in server/schemas are committed, so only who makes them anew needs the lists.`,
    );
  }
  return {
    ecs: require('@elastic/ecs').EcsFlat,
    ecsVersion: require('@elastic/ecs/package.json').version,
    ecsHistory: require('./ecsHistory.json').steps,
    attack: readList(folder, 'attack'),
    audit: readList(folder, 'kubernetes.audit_logs'),
    auditd: readList(folder, 'auditd_manager'),
    containerProcess: readList(folder, 'cloud_defend.process'),
    containerFile: readList(folder, 'cloud_defend.file'),
    endpoint: readList(folder, 'endpoint'),
    packages: readList(folder, 'integrations').packages,
    beats: readList(folder, 'beats').beats,
    patterns: readList(folder, 'non-ecs').patterns,
  };
}

function readList(folder, name) {
  const file = path.join(folder, `${name}.json`);
  if (!existsSync(file)) throw new Error(`${name}.json is missing from ${folder}.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
