// The investigation guide as Markdown: headings, fences, links, and the sections that readers look for.
import type { Issue } from '../../base/issue';
import type { TextField } from '../../rule/fields';
import { isComplete, ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept } from './ruleValues';

interface Heading {
  readonly level: number;
  readonly title: string;
  /** Of its line, in the text. */
  readonly from: number;
  readonly to: number;
}

interface Outline {
  readonly headings: readonly Heading[];
  readonly openFence?: { readonly from: number; readonly to: number };
  readonly emptyLinks: readonly { readonly from: number; readonly to: number }[];
}

export function checkNote(context: RuleContext): readonly Issue[] {
  const note = textOf(context, 'note');
  const setup = textOf(context, 'setup');
  const outline = note === undefined ? undefined : outlineOf(note.text);
  return [
    ...(note === undefined || outline === undefined ? [] : aboutMarkdown(note, outline)),
    ...(setup === undefined ? [] : aboutMarkdown(setup, outlineOf(setup.text))),
    ...(note === undefined || outline === undefined ? [] : aboutSetup(note, outline, setup)),
    ...aboutTriage(context, outline),
  ];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$/;
const EMPTY_LINK = /\[[^[\]\n]{1,200}\]\([ \t]*\)/g;

function outlineOf(text: string): Outline {
  const headings: Heading[] = [];
  const emptyLinks: { from: number; to: number }[] = [];
  let fence: { readonly mark: string; readonly from: number; readonly to: number } | undefined;
  let from = 0;
  for (const line of text.split('\n')) {
    const to = from + line.trimEnd().length;
    const [, mark = '', behind = ''] = FENCE.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark.startsWith(fence.mark) && behind.trim() === '') fence = undefined;
    } else if (mark !== '' && !(mark.startsWith('`') && behind.includes('`'))) fence = { mark, from, to };
    else {
      const [, signs = '', title = ''] = line.includes('#') ? (HEADING.exec(line) ?? []) : [];
      if (signs !== '') headings.push({ level: signs.length, title, from, to });
      if (line.includes(']('))
        for (const { 0: link, index } of line.matchAll(EMPTY_LINK))
          emptyLinks.push({ from: from + index, to: from + index + link.length });
    }
    from += line.length + 1;
  }
  return { headings, emptyLinks, ...(fence === undefined ? {} : { openFence: { from: fence.from, to: fence.to } }) };
}

function aboutMarkdown(value: TextField, { headings, openFence, emptyLinks }: Outline): readonly Issue[] {
  const place = (span: { readonly from: number; readonly to: number }) => value.map.spanToFile(span);
  const jumps = headings.filter(({ level }, index) => level > (headings[index - 1]?.level ?? level) + 1);
  const fence = openFence === undefined ? [] : [openFence];
  return [
    ...jumps.map((heading) => {
      const above = headings[headings.indexOf(heading) - 1]?.level ?? 0;
      const message = `A heading of level ${heading.level} follows one of level ${above}; the next below it is \`${'#'.repeat(above + 1)}\`.`;
      return ruleIssue(place(heading), 'heading-level', 'info', message);
    }),
    ...fence.map((span) => {
      const message = 'The fence of this block of code is not closed, so that all that follows is shown as code.';
      return ruleIssue(place(span), 'code-fence', 'warning', message);
    }),
    ...emptyLinks.map((span) => {
      const message = 'The link leads nowhere. Put an address between its parentheses, or leave only its text.';
      return ruleIssue(place(span), 'empty-link', 'warning', message);
    }),
  ];
}

/** Kibana shows the key `setup` above the guide; in older rules the guide has a section of that name. */
function aboutSetup(note: TextField, { headings }: Outline, setup: TextField | undefined): readonly Issue[] {
  const heading = headings.find(({ title }) => /^setup$/i.test(title.trim()));
  if (heading === undefined) return [];
  const place = note.map.spanToFile(heading);
  const say = (message: string, fixes: Issue['fixes'] = []): readonly Issue[] => [
    ruleIssue(place, 'setup-section', 'warning', message, { fixes }),
  ];
  if (setup !== undefined && setup.text.trim() !== '')
    return say('The guide has a section on the set-up beside the key `setup`. Keep what both say in `setup`.');
  if (heading.level === 2 && heading.title.trim() === 'Setup') return [];
  return say('The section on the set-up has the heading `## Setup`; tools that look for it find no other.', [
    { title: 'Replace with `## Setup`', edits: [{ ...place, text: '## Setup' }] },
  ]);
}

function aboutTriage(context: RuleContext, outline: Outline | undefined): readonly Issue[] {
  const severity = textOf(context, 'severity');
  if (severity === undefined || !/^(?:high|critical)$/.test(severity.text)) return [];
  if (!isKept(context) || !isComplete(context) || textOf(context, 'maturity')?.text === 'deprecated') return [];
  if (outline?.headings.some(({ title }) => /triage|investigat|analysis/i.test(title)) === true) return [];
  const message = `An alert of severity \`${severity.text}\` has to be looked into at once: tell how in a section \`## Triage and analysis\` of \`note\`.`;
  return [ruleIssue(severity, 'triage-section', 'info', message)];
}
