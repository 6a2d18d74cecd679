// What is told of an exclusion before it is there equals what a run of the edited file gives: the slow way is the oracle.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/base/edit';
import { createContext } from '../../server/src/engine/condition';
import { createEventStore } from '../../server/src/engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { Hit, RunOptions } from '../../server/src/engine/run';
import { startRun } from '../../server/src/engine/startRun';
import type { JsonObject } from '../../server/src/engine/store';
import { parseQuery } from '../../server/src/eql/parse';
import { inferFields } from '../../server/src/library/inferFields';
import { liftEdit } from '../../server/src/rule/edits';
import { readRuleFile } from '../../server/src/rule/read';
import { insertArm } from '../../server/src/tuning/insertArm';
import type { NewArm } from '../../server/src/tuning/insertArm';
import type { LabelBook } from '../../server/src/tuning/labelBook';
import type { Label } from '../../server/src/tuning/labels';
import { judge } from '../../server/src/tuning/outcome';
import type { JudgedHit } from '../../server/src/tuning/outcome';
import { moveAndProve, propose } from '../../server/src/tuning/propose/propose';
import type { ProposeSource } from '../../server/src/tuning/propose/propose';
import { createProver } from '../../server/src/tuning/verify';
import type { ArmProof } from '../../server/src/tuning/verify';

interface World {
  readonly events: readonly JsonObject[];
  readonly labels: readonly (Label | undefined)[];
}

function sourceOf(query: string, { events, labels }: World, options: RunOptions): ProposeSource {
  const store = createEventStore();
  events.forEach((event, index) => store.addObject(event, { sample: 0, line: index + 1 }));
  const fields = inferFields(store);
  const book: LabelBook = {
    entryOf: (event) => {
      const label = labels[event];
      return label && { id: String(event), label };
    },
    mustHit: [],
    problems: [],
  };
  const tree = parseQuery(query).value;
  const run = startRun(tree, store, fields, options);
  while (!run.step(1000));
  return {
    query: tree,
    context: createContext(store, fields, options),
    labels: book,
    judgement: judge(run.result().hits, book),
  };
}

const text = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const processEvent = fc.record({
  process: fc.record({
    name: text(['df', 'sh', 'cat']),
    executable: text(['/usr/bin/df', '/bin/sh', '/usr/bin/cat', '/tmp/cat']),
    command_line: text(['df -h', 'cat 1', 'cat 2', 'cat 33', 'cat /etc/passwd']),
    parent: fc.record({ executable: text(['/sbin/init', '/usr/bin/cron']) }),
  }),
  user: fc.record({ id: text(['0', '1']) }),
});

const requestEvent = fc
  .record({
    user: text(['system:serviceaccount:ci:a', 'system:serviceaccount:ci:b', 'mira', 'jonas']),
    namespace: text(['ci', 'web']),
    pod: text(['web-2hncm7c7bh-kl6kl', 'web-9h7kdqllss-m27s2', 'db-0', 'db-1']),
    command: text([
      'command=df',
      'command=tail&command=1',
      'command=tail&command=22',
      'command=tail&command=3',
      'command=sh&tty=true',
    ]),
  })
  .map(({ user, namespace, pod, command }) => ({
    user: { name: user },
    kubernetes: {
      audit: {
        objectRef: { namespace, name: pod, subresource: 'exec' },
        requestURI: `/api/v1/namespaces/${namespace}/pods/${pod}/exec?${command}&stdout=true`,
      },
    },
  }));

const plainEvent = fc.record({
  kind: text(['a', 'b', 'c']),
  zone: text(['x', 'y']),
  who: fc.record({ name: text(['p', 'q', 'r']) }),
});

function worldOf(event: fc.Arbitrary<JsonObject>): fc.Arbitrary<World> {
  return fc
    .array(
      fc.tuple(event, fc.constantFrom<Label | undefined>('benign', 'benign', 'malicious', 'authorised', undefined)),
      {
        minLength: 1,
        maxLength: 25,
      },
    )
    .map((pairs) => ({
      events: pairs.map(([each], index) => ({ ...each, '@timestamp': 1_700_000_000_000 + index * 1000 })),
      labels: pairs.map(([, label]) => label),
    }));
}

/** The query of a rule file in which the arm was accepted. */
function editedFile(query: string, arm: NewArm): string {
  const file = `[rule]\nname = "A"\ntype = "eql"\nlanguage = "eql"\nquery = '''\n${query}\n'''\nversion = 1\n`;
  const embedded = readRuleFile(file, 'toml').rules[0]?.query;
  const edit = embedded && insertArm(embedded.text, arm);
  const lifted = edit && liftEdit(embedded, file, edit);
  assert.ok(lifted, arm.eql);
  const edited = applyEdits(file, [lifted]);
  assert.ok(edited.startsWith(file.slice(0, file.indexOf(query))) && edited.endsWith("'''\nversion = 1\n"));
  return readRuleFile(edited, 'toml').rules[0]?.query?.text ?? '';
}

const keyOf = ({ events, joinKeys }: Hit): string => JSON.stringify([events, joinKeys]);

/** The sum of what goes, and what comes, as a proof tells it. */
function toldOf({ removes, loses, authorised, unlabelled, adds }: ArmProof): Effect {
  return { removes, loses, authorised, unlabelled, adds };
}

type Effect = Pick<ArmProof, 'removes' | 'loses' | 'authorised' | 'unlabelled' | 'adds'>;

/** The same of two runs; `after` by the numbers that the events had before. */
function effectOf(before: readonly JudgedHit[], after: readonly JudgedHit[]): Effect {
  const [was, is] = [before, after].map((each) => new Set(each.map(({ hit }) => keyOf(hit))));
  const gone = before.filter(({ hit }) => is?.has(keyOf(hit)) === false);
  const count = (outcome: string): number => gone.filter((each) => each.outcome === outcome).length;
  return {
    removes: count('false-positive'),
    loses: count('true-positive'),
    authorised: count('authorised'),
    unlabelled: count('unlabelled'),
    adds: after.filter(({ hit }) => was?.has(keyOf(hit)) === false).length,
  };
}

/** A proposal that was moved by hand, by running the edited text. */
function expectMoved(query: string, world: World, source: ProposeSource, options: RunOptions): void {
  const moved = propose(source).proposals.flatMap((proposal) =>
    proposal.fields.flatMap(({ path, rungs, rung }) =>
      rungs.flatMap((_, place) => (place === rung ? [] : (moveAndProve(source, proposal, path, place) ?? []))),
    ),
  );
  for (const { eql, filter, proof } of moved) {
    const after = sourceOf(editedFile(query, { filter, eql }), world, options).judgement.hits;
    assert.deepEqual(toldOf(proof), effectOf(source.judgement.hits, after), `${query}\n${eql}`);
  }
}

/** An exception beside the rule, by a run over what it leaves of the sample. */
function expectException(query: string, world: World, source: ProposeSource, options: RunOptions): void {
  const prover = createProver(source);
  for (const { eql, arm } of propose(source).proposals) {
    const taken = new Set(
      sourceOf(`any where ${eql}`, world, DEFAULT_RUN_OPTIONS).judgement.hits.flatMap(({ hit }) => hit.events),
    );
    const left = world.events.flatMap((_, index) => (taken.has(index) ? [] : [index]));
    const rest: World = {
      events: world.events.filter((_, index) => !taken.has(index)),
      labels: left.map((index) => world.labels[index]),
    };
    const after = sourceOf(query, rest, options).judgement.hits.map((judged) => ({
      ...judged,
      hit: { ...judged.hit, events: judged.hit.events.map((event) => (event === null ? null : (left[event] ?? -1))) },
    }));
    assert.deepEqual(toldOf(prover.prove('each', arm)), effectOf(source.judgement.hits, after), `${query}\n${eql}`);
  }
}

/** Every figure of every proposal, by running the edited text. */
function expectTrue(query: string, world: World, picks: readonly number[], options = DEFAULT_RUN_OPTIONS): number {
  const source = sourceOf(query, world, options);
  const { hits } = source.judgement;
  const selected = picks.filter((hit) => hit < hits.length).map((hit) => ({ hit }));
  const { proposals } = propose(source, selected);
  for (const { eql, filter, proof } of proposals) {
    const after = sourceOf(editedFile(query, { filter, eql }), world, options).judgement.hits;
    const effect = effectOf(hits, after);
    const { removes, loses, authorised, unlabelled } = effect;
    const arm = sourceOf(`any where ${eql}`, world, DEFAULT_RUN_OPTIONS).judgement.hits.length;
    assert.deepEqual(
      { ...proof, removed: proof.removed.length, breadth: proof.breadth.matches },
      {
        ...effect,
        removed: removes + loses + authorised + unlabelled,
        breadth: arm,
        isDangerous: loses + authorised > 0,
      },
      `${query}\n${eql}`,
    );
  }
  const places = proposals.map(({ proof }) => Number(proof.isDangerous));
  assert.deepEqual(places, [...places].sort(), 'one that loses something stands behind all others');
  return proposals.length;
}

const selection = fc.uniqueArray(fc.nat(24), { maxLength: 12 });

describe('what a proposal is told to do', () => {
  const cases: readonly [title: string, query: string, event: fc.Arbitrary<JsonObject>, options?: RunOptions][] = [
    ['processes', 'any where process.name != "sh"', processEvent],
    ['requests', 'any where user.name == "*" or kubernetes.audit.requestURI like "/api/*"', requestEvent],
    ['other events', 'any where kind in ("a", "b") and not (zone == "y" and who.name == "p")', plainEvent],
    ['pairs', 'sequence by zone [any where kind == "a"] [any where not kind == "a"]', plainEvent],
    ['missing events', 'sequence by zone with maxspan=9s [any where kind == "a"] ![any where kind == "b"]', plainEvent],
    ['samples', 'sample by zone [any where kind == "a"] [any where kind == "b"]', plainEvent],
    ['the last few', 'any where kind != "c" | tail 3', plainEvent],
    ['the first few', 'any where kind != "c"', plainEvent, { ...DEFAULT_RUN_OPTIONS, size: 4, resultPosition: 'head' }],
  ];
  for (const [title, query, event, options] of cases)
    it(`it does, of ${title}`, () => {
      let proposals = 0;
      fc.assert(
        fc.property(worldOf(event), selection, (world, picks) => {
          proposals += expectTrue(query, world, picks, options);
        }),
        { numRuns: 130 },
      );
      assert.ok(proposals > 0);
    });

  for (const [title, query, event, options = DEFAULT_RUN_OPTIONS] of cases)
    it(`it does on another rung and as an exception, of ${title}`, () => {
      fc.assert(
        fc.property(worldOf(event), (world) => {
          const source = sourceOf(query, world, options);
          expectMoved(query, world, source, options);
          expectException(query, world, source, options);
        }),
        { numRuns: 30 },
      );
    });
});
