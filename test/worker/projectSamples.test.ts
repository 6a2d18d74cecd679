// Which samples and label files a project gives, and that they come before what is only found.
import assert from 'node:assert/strict';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { chooseSamples, joinSamples } from '../../server/src/worker/findSamples';
import type { FoundSample } from '../../server/src/worker/findSamples';
import { ProjectFiles } from '../../server/src/worker/projectFiles';
import { labelPathsOfProject, samplesOfProject } from '../../server/src/worker/projectSamples';

const ID = '14de811c-d60f-11ec-9fd7-f661ea17fbce';
const PROJECT = `
samples:
  - name: lab
    files: ["lab/**"]
    rules: [rules/linux/**, ${ID}]
    labels: lab/all.labels.yaml
  - name: audit
    files: [audit/*.ndjson]
    dataset: app.audit
  - name: more
    files: [more.ndjson]
labels:
  - path: team.labels.yaml
    for: [lab]
`;
const host = createMemoryHost({
  '/p/rulewright.yaml': PROJECT,
  '/p/lab/a.ndjson': '',
  '/p/lab/deep/b.ndjson.gz': '',
  '/p/lab/a.labels.yaml': '',
  '/p/lab/all.labels.yaml': '',
  '/p/audit/c.ndjson': '',
  '/p/more.ndjson': '',
});
const projects = new ProjectFiles(host);

function samplesFor(path: string, id: string | undefined, datasets: readonly string[]) {
  const request = { index: [], integrations: [], datasets, hasDataView: false };
  return samplesOfProject({ path, id, request }, projects, host).map(({ path: file, fit }) => [file, fit]);
}

describe('the samples of a project', () => {
  const lab = [
    ['/p/lab/a.ndjson', 'named'],
    ['/p/lab/deep/b.ndjson.gz', 'named'],
  ];
  const others = (fit: string) => [
    ['/p/audit/c.ndjson', fit],
    ['/p/more.ndjson', 'none'],
  ];

  it('are named for a rule by its file', () =>
    assert.deepEqual(samplesFor('/p/rules/linux/x.toml', undefined, ['other']), [...lab, ...others('none')]));
  it('are named for a rule by its id', () =>
    assert.deepEqual(samplesFor('/p/x.toml', ID, ['other']), [...lab, ...others('none')]));
  it('are else for the rules that read their dataset', () =>
    assert.deepEqual(samplesFor('/p/x.toml', undefined, ['app.audit']), others('dataset')));
  it('are none outside of it', () => assert.deepEqual(samplesFor('/q/x.toml', ID, []), []));

  it('win over those that were found, which may know better what is inside', () => {
    const sample = (path: string, fit: FoundSample['fit']): FoundSample => ({
      path,
      label: path,
      reason: '',
      fit,
      datasets: [],
    });
    const found = [sample('/a', 'dataset'), sample('/b', 'index'), sample('/c', 'none')];
    const joined = joinSamples([sample('/c', 'named'), sample('/a', 'none')], found);
    assert.deepEqual(
      joined.map(({ path, fit }) => [path, fit]),
      [
        ['/c', 'named'],
        ['/a', 'dataset'],
        ['/b', 'index'],
      ],
    );
    assert.deepEqual(
      chooseSamples(joined).map(({ path }) => path),
      ['/c'],
    );
  });
});

describe('the label files of a project', () => {
  it('are those that cover the sample, then those of its sets', () => {
    assert.deepEqual(labelPathsOfProject('/p/lab/a.ndjson', projects, host), [
      '/p/team.labels.yaml',
      '/p/lab/all.labels.yaml',
    ]);
    assert.deepEqual(labelPathsOfProject('/p/more.ndjson', projects, host), []);
    assert.deepEqual(labelPathsOfProject('/q/a.ndjson', projects, host), []);
  });
});
