// How the site looks, in light and in dark, on a telephone and on a desk. Every pair of colours has a contrast of 4.5 or more.

export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #f7f8fa; --paper: #ffffff; --text: #1b2026; --quiet: #59636e; --line: #dde2e8; --strong: #b8c0ca;
  --link: #0b5cad; --tint: #e9f1fa; --code: #f5f7f9;
  --keyword: #a0226e; --field: #0a4f87; --string: #17652f; --number: #8a4300; --function: #6135b5; --comment: #5d6771;
  --warning: #8a4300; --warning-tint: #fdf3e6; --good: #17652f; --good-tint: #eaf6ee;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12151a; --paper: #1a1e24; --text: #e5e9ee; --quiet: #a3adb8; --line: #2d343d; --strong: #4a535e;
    --link: #82bcff; --tint: #1d2f45; --code: #14181d;
    --keyword: #ff9cc6; --field: #8fc7ff; --string: #92d8a4; --number: #ffbd7a; --function: #ccb0ff; --comment: #9aa4ae;
    --warning: #ffbd7a; --warning-tint: #332718; --good: #92d8a4; --good-tint: #18291e;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
.wide { max-width: 74rem; margin: 0 auto; padding-inline: clamp(1rem, 4vw, 2rem); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; z-index: 1; background: var(--paper); padding: 0.5rem 1rem; border-radius: 6px; }
.quiet { color: var(--quiet); }
code, pre { font-family: var(--mono); font-size: 0.875em; }
:not(pre) > code { background: var(--tint); border-radius: 4px; padding: 0.1em 0.3em; }
[hidden] { display: none !important; }

.top { background: var(--paper); border-bottom: 1px solid var(--line); }
.top .wide { display: flex; flex-wrap: wrap; align-items: center; gap: 0 2rem; }
.brand { display: inline-flex; align-items: center; gap: 0.6rem; font-weight: 650; color: var(--text); text-decoration: none; padding: 0.8rem 0; white-space: nowrap; }
.mark { width: 1rem; height: 1rem; border-radius: 50%; border: 3px solid var(--link); box-shadow: inset 0 0 0 2px var(--paper), inset 0 0 0 1rem var(--link); }
nav ul, .chips, .contents, .links, .similar, .entries { list-style: none; margin: 0; padding: 0; }
.top nav { margin-left: auto; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.top nav a { display: block; padding: 0.8rem 0 calc(0.8rem - 2px); color: var(--quiet); text-decoration: none; border-bottom: 2px solid transparent; }
.top nav a:hover { color: var(--text); }
.top nav [aria-current] { color: var(--text); border-color: var(--link); }
.count { font-size: 0.8125rem; font-weight: 400; color: var(--quiet); font-variant-numeric: tabular-nums; }

h1 { font-size: clamp(1.4rem, 1.1rem + 1.4vw, 1.9rem); line-height: 1.25; letter-spacing: -0.01em; margin: 2rem 0 0.75rem; text-wrap: pretty; max-width: 46rem; font-weight: 680; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 0.75rem; }
h3 { font-size: 1.0625rem; line-height: 1.35; margin: 0 0 0.5rem; }
h4 { font-size: 0.8125rem; color: var(--quiet); margin: 1.25rem 0 0.4rem; font-weight: 600; }
p { margin: 0 0 0.75rem; }
.lead { color: var(--quiet); max-width: 48rem; margin-bottom: 1.5rem; }

.search > label { display: block; font-weight: 600; margin-bottom: 0.4rem; }
.search input[type=search] { width: 100%; font: inherit; font-size: 1.0625rem; color: inherit; background: var(--paper); border: 1px solid var(--strong); border-radius: 8px; padding: 0.7rem 0.9rem; appearance: none; }
.search input[type=search]:focus-visible { outline-offset: 0; border-color: var(--link); border-radius: 8px; }
.search input::placeholder { color: var(--quiet); opacity: 1; }
fieldset { border: 0; margin: 0.75rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; }
legend { position: absolute; left: -100vw; }
fieldset label { position: relative; }
fieldset input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; width: 100%; height: 100%; }
fieldset span { display: block; padding: 0.3rem 0.8rem; border: 1px solid var(--line); border-radius: 99px; background: var(--paper); color: var(--quiet); font-size: 0.9375rem; }
fieldset input:checked + span { border-color: var(--link); background: var(--tint); color: var(--link); font-weight: 600; }
fieldset input:focus-visible + span { outline: 2px solid var(--link); outline-offset: 2px; }
.found { margin: 1.25rem 0 0.5rem; color: var(--quiet); font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
.more { display: block; margin: 1rem auto 0; font: inherit; color: var(--link); background: var(--paper); border: 1px solid var(--strong); border-radius: 8px; padding: 0.5rem 1.25rem; cursor: pointer; }
.more:hover { border-color: var(--link); }
.none { padding: 3rem 1rem; text-align: center; color: var(--quiet); border: 1px dashed var(--strong); border-radius: 10px; }

.entries { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.entries > li { padding: 1rem 1.1rem; margin-top: -1px; border-top: 1px solid var(--line); }
.entries .title { display: block; color: var(--text); font-weight: 550; text-decoration: none; max-width: 60rem; }
.entries .title:hover { color: var(--link); text-decoration: underline; }
.entries .about { color: var(--quiet); font-size: 0.9375rem; margin: 0.3rem 0 0.5rem; }
.entries .about:last-child { margin-bottom: 0; }
h1, h3, .statement p, .rule > p, .entries .title, .entries .about, .links li, .similar li, .contents li { unicode-bidi: plaintext; }
.chips { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.chips > .quiet { font-size: 0.8125rem; align-self: center; }
.chip { display: inline-block; border: 1px solid var(--line); border-radius: 6px; padding: 0.15rem 0.5rem; font-size: 0.875rem; color: var(--text); text-decoration: none; background: var(--ground); }
.chip b { font-family: var(--mono); font-size: 0.92em; font-weight: 600; color: var(--link); }
.chip:hover { border-color: var(--link); }
.small .chip { font-size: 0.8125rem; padding: 0.05rem 0.45rem; }
.badge { display: inline-block; font-size: 0.75rem; font-weight: 600; color: var(--good); background: var(--good-tint); border-radius: 4px; padding: 0.05rem 0.45rem; white-space: nowrap; }

.entry { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3rem; }
.entry > * { min-width: 0; }
.crumbs { font-size: 0.875rem; color: var(--quiet); margin: 1.5rem 0 0; }
.crumbs + h1 { margin-top: 0.75rem; }
.statement { border-left: 3px solid var(--link); padding-left: 1rem; max-width: 46rem; color: var(--text); }
.statement p { margin: 0; }
.body p { max-width: 46rem; }
.part { margin-top: 2.25rem; }
.techniques h2, aside h2 { font-size: 0.8125rem; color: var(--quiet); margin: 0 0 0.5rem; font-weight: 600; }
.techniques { margin-top: 1.25rem; }
aside { display: none; }
.contents li { margin-bottom: 0.35rem; font-size: 0.9375rem; line-height: 1.4; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.rule { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.2rem 1.2rem; margin-bottom: 1rem; }
.rule > :last-child { margin-bottom: 0; }
.rule:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
.anchor { color: inherit; text-decoration: none; }
.anchor:hover { color: var(--link); text-decoration: underline; }
.code { margin: 0 0 1rem; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--code); }
.code figcaption { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; align-items: baseline; justify-content: space-between; padding: 0.4rem 0.8rem; border-bottom: 1px solid var(--line); font-size: 0.8125rem; background: var(--paper); }
.language { font-weight: 650; color: var(--quiet); }
.code pre.wraps { white-space: pre-wrap; overflow-wrap: anywhere; }
.code pre { margin: 0; padding: 0.8rem; overflow-x: auto; overflow-wrap: normal; line-height: 1.5; tab-size: 2; font-size: 0.8125rem; }
.code pre:focus-visible { outline-offset: -2px; border-radius: 0 0 8px 8px; }
.code pre { background: linear-gradient(270deg, var(--code) 50%, transparent) right / 2rem 100% no-repeat local, linear-gradient(270deg, var(--line), transparent) right / 0.75rem 100% no-repeat var(--code); }
pre code { font-size: inherit; }
.keyword { color: var(--keyword); } .field { color: var(--field); } .string { color: var(--string); } .number { color: var(--number); }
.function { color: var(--function); } .category { color: var(--number); font-weight: 600; } .comment { color: var(--comment); font-style: italic; }
.links li, .similar li { margin-bottom: 0.5rem; }
.links a, .similar a { text-decoration: none; }
.links a:hover, .similar a:hover { text-decoration: underline; }
.columns { columns: 22rem; column-gap: 2rem; }
.columns li { break-inside: avoid; }
.technique, .group { margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.technique:target h2 { color: var(--link); }
.id { font-family: var(--mono); font-size: 0.92em; color: var(--link); }
.notice { border-left: 3px solid var(--strong); background: var(--paper); padding: 0.75rem 1rem; border-radius: 0 8px 8px 0; margin-bottom: 0.75rem; }
.notice p:last-child { margin: 0; }
.notice.warning { border-color: var(--warning); background: var(--warning-tint); }
.notice.good { border-color: var(--good); background: var(--good-tint); }
.facts { margin: 0; display: grid; gap: 0.5rem; }
.facts > div { display: grid; grid-template-columns: minmax(0, 10rem) minmax(0, 1fr); gap: 0 1rem; }
.facts dt { color: var(--quiet); grid-row: 1 / span 99; }
.facts dd { margin: 0; grid-column: 2; }
.facts dd + dd { margin-top: 0.35rem; }
.event { border: 1px solid var(--line); border-radius: 8px; background: var(--paper); padding: 0.75rem 1rem; margin-bottom: 0.75rem; }
.event > :last-child { margin-bottom: 0; }
.event-title { font-weight: 550; margin-bottom: 0.25rem; }
.event-title::first-letter { text-transform: uppercase; }
.event-place { font-size: 0.9375rem; margin-bottom: 0.4rem; }
.outcomes { list-style: none; margin: 0 0 0.5rem; padding: 0; font-size: 0.9375rem; }
.outcomes b { font-weight: 600; }
.holds b { color: var(--good); }
.broken b { color: var(--warning); }
summary { cursor: pointer; color: var(--link); font-size: 0.9375rem; width: fit-content; }
.event pre { overflow-x: auto; background: var(--code); border-radius: 6px; padding: 0.7rem; margin: 0.5rem 0 0; font-size: 0.8125rem; line-height: 1.5; overflow-wrap: normal; }
.part > h3 { margin-top: 1.25rem; }
.part > h3:first-of-type { margin-top: 0; }
.part > ul:not([class]) { margin: 0; padding-left: 1.2rem; }
.scroll { overflow-x: auto; margin-bottom: 0.75rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.8rem 0.45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; }
th { color: var(--quiet); font-weight: 600; }
footer { color: var(--quiet); font-size: 0.875rem; margin-top: 3rem; padding-block: 1.25rem 2rem; }

@media (min-width: 64rem) {
  .entry { grid-template-columns: minmax(0, 1fr) 16rem; }
  aside { display: block; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 1.6rem 0 2rem; }
}
@media (max-width: 40rem) {
  .top nav { width: 100%; margin: 0; }
  .top nav ul { gap: 0; justify-content: space-between; }
  .top nav a { padding: 0.45rem 0 0.5rem; font-size: 0.875rem; }
  .top .count { display: none; }
  .brand { padding-bottom: 0.1rem; }
  fieldset { gap: 0.4rem; }
  fieldset span { padding: 0.25rem 0.6rem; font-size: 0.875rem; }
  .entries > li { padding: 0.9rem; }
  .rule { padding: 0.9rem; }
  .facts > div { grid-template-columns: minmax(0, 1fr); }
  .facts dd { grid-column: 1; }
  td { min-width: 6rem; }
  td:nth-child(4) { min-width: 14rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { .top nav, .search, aside nav { display: none; } .code pre { white-space: pre-wrap; } }
`;
