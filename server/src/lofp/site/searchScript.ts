// The script of the index: it hides the rows that do not have all words. It makes no markup and asks nobody for anything.

/** Runs in a browser, beside `search-data.js`; plain and small, since nothing translates it. */
export const SEARCH_SCRIPT = `'use strict';
const form = document.querySelector('.search');
const words = document.getElementById('words');
const found = document.getElementById('found');
const none = document.getElementById('none');
const more = document.getElementById('more');
const list = document.getElementById('entries');
const items = [...list.children];
/** Rows that are drawn at once: laying out thousands takes longer than finding them. */
const page = 100;
let most = page;
const scopes = { statement: [0], technique: [1], rule: [2], all: [0, 1, 2] };
const fold = (text) => text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
const scopeOf = () => new FormData(form).get('scope') || 'all';

function search() {
  const asked = fold(words.value).split(/\\s+/).filter((word) => word !== '');
  const columns = scopes[scopeOf()] || scopes.all;
  let count = 0;
  items.forEach((item, index) => {
    const texts = columns.map((column) => globalThis.lofpRows[index][column]);
    const matches = asked.every((word) => texts.some((text) => text.includes(word)));
    if (matches) count++;
    item.hidden = !matches || count > most;
  });
  const total = items.length.toLocaleString('en');
  found.textContent = asked.length === 0
    ? total + (items.length === 1 ? ' statement' : ' statements')
    : count.toLocaleString('en') + ' of ' + total + (items.length === 1 ? ' statement' : ' statements');
  list.hidden = count === 0;
  more.hidden = count <= most;
  none.hidden = count > 0 || items.length === 0;
}

function remember() {
  const state = new URLSearchParams();
  if (words.value !== '') state.set('q', words.value);
  if (scopeOf() !== 'all') state.set('in', scopeOf());
  history.replaceState(null, '', state.size === 0 ? location.pathname : '#' + state);
}

/** A link to a search is the address of the page while one searches. */
function restore() {
  const state = new URLSearchParams(location.hash.slice(1));
  words.value = state.get('q') || '';
  const scope = [...form.elements.scope].find((each) => each.value === (state.get('in') || 'all'));
  if (scope) scope.checked = true;
  search();
}

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', () => { most = page; search(); remember(); });
more.addEventListener('click', () => {
  const next = items.filter((item) => !item.hidden).length;
  most += 5 * page;
  search();
  // The button moves away: whoever came with the keys goes on where the new rows begin.
  items.filter((item) => !item.hidden)[next]?.querySelector('a').focus();
});
addEventListener('hashchange', restore);
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target === words) return;
  event.preventDefault();
  words.focus();
});
restore();
`;
