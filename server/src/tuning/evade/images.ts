// Ways around arms about container images: a name that a pattern takes from any registry.
import type { JsonValue } from '../../engine/store';
import type { FindMoves } from './move';
import { filled } from './wishes';

const IMAGE = /^(?:container\.image\.name|orchestrator\.resource\.image)$/;
const REGISTRY = 'registry.elsewhere.example/';
/** What somebody who starts a container chooses, too, or what follows from it. */
const BESIDE =
  /^(?:container\.image\.tag|event\.\w+|host\.os\.\w+|orchestrator\.\w+(?:\.\w+)*|process\.(?:interactive|name|args|executable))$/;

export const imageMoves: FindMoves = ({ wishes }) => {
  const images = wishes.filter(({ path }) => IMAGE.test(path));
  if (images.length === 0 || !wishes.every(({ path }) => IMAGE.test(path) || BESIDE.test(path))) return [];
  return images.flatMap(({ path, texts }) =>
    texts.flatMap(({ text, isPattern }) => {
      if (!isPattern || !text.startsWith('*')) return [];
      const image = REGISTRY + filled({ text: text.replace(/^\*+\/?/, ''), isPattern });
      const why = `Its \`*\` takes any registry: an image of somebody else's, \`${image}\`, is left out.`;
      return [{ kind: 'other-image' as const, why, changes: new Map<string, JsonValue>([[path, image]]) }];
    }),
  );
};
