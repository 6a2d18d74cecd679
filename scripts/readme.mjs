// The README as the packed extension shows it: an editor finds neither pictures nor papers beside it, so pictures come with it and
// links to what is not packed are plain words.

/**
 * @param {string} text Markdown
 * @param {(picture: string) => Buffer} read a picture by its path from the project's folder
 */
export function packedReadme(text, read) {
  return text
    .replace(/!\[([^\]]*)\]\(((?!\w+:)[^)\s]+)\)/g, (_, words, place) => `![${words}](${dataUri(place, read(place))})`)
    .replace(/(?<!!)\[([^\]]+)\]\((?!\w+:|#)[^)\s]+\)/g, '$1');
}

function dataUri(place, bytes) {
  const kind = /\.(png|jpe?g|gif)$/.exec(place)?.[1];
  if (kind === undefined) throw new Error(`the README shows ${place}, which is no PNG, JPEG or GIF.`);
  return `data:image/${kind.replace('jpg', 'jpeg')};base64,${bytes.toString('base64')}`;
}
