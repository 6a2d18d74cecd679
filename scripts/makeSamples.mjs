// Makes the events and labels of samples/. Seeded: every run writes the same bytes.
// usage: node scripts/makeSamples.mjs [folder]     the folder is samples/events unless given
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { playBackground } from './samples/auditBackground.mjs';
import { playExecs } from './samples/auditExecs.mjs';
import { toGoJson } from './samples/encode.mjs';
import { toLabels } from './samples/labels.mjs';
import { playProcesses } from './samples/processRuns.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.resolve(process.argv[2] ?? path.join(root, 'samples', 'events'));

mkdirSync(folder, { recursive: true });
write('kubernetes-audit', auditLines(), 'What is known of the events in kubernetes-audit.ndjson.');
write('cloud-defend-process', processLines(), 'What is known of the events in cloud-defend-process.ndjson.');

function write(name, lines, about) {
  const text = lines.map((line) => `${line.text}\n`).join('');
  writeFileSync(path.join(folder, `${name}.ndjson`), text);
  writeFileSync(path.join(folder, `${name}.labels.yaml`), toLabels(lines, about));
  console.log(`${name}: ${lines.length} events, ${Math.round(text.length / 1024)} KB`);
}

function auditLines() {
  return inOrder([...playExecs(), ...playBackground()]).map(({ document, mark }) => {
    return { text: toGoJson(document), id: document.kubernetes.audit.auditID, mark };
  });
}

function processLines() {
  return inOrder(playProcesses()).map(({ document, mark }) => ({
    text: toGoJson(document),
    id: document.event.id,
    mark,
  }));
}

function inOrder(events) {
  return events.sort((a, b) => a.time - b.time || a.after - b.after);
}
