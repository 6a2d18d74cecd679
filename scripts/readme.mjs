// The README as the packed extension shows it. An editor shows pictures there only from the web, where ours are not, and finds no
// papers beside it: pictures are left out, and links to papers are plain words.

/** @param {string} text Markdown */
export function packedReadme(text) {
  return text
    .replace(/^!\[[^\]]*\]\((?!\w+:)[^)\s]+\)\n\n?/gm, '')
    .replace(/(?<!!)\[([^\]]+)\]\((?!\w+:|#)[^)\s]+\)/g, '$1');
}
