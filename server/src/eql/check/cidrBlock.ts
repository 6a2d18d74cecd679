// Blocks of `cidrMatch` that are none: Elasticsearch's verifier takes any text, its search fails.
import type { Issue } from '../../base/issue';
import { parseAddress, parseBlock } from '../address';
import { findFunction } from '../functions';
import { issueAt } from './context';
import type { CheckContext } from './context';

export function checkCidrBlocks({ nodes }: CheckContext): readonly Issue[] {
  return nodes
    .flatMap((node) =>
      node.kind === 'call' && findFunction(node.name)?.name === 'cidrMatch' ? node.arguments.slice(1) : [],
    )
    .flatMap((block) => {
      if (block.kind !== 'literal' || block.type !== 'string' || isBlock(block.value)) return [];
      const message = `"${block.value}" is no block of IP addresses, such as "10.0.0.0/8" or "fe80::/10": Elasticsearch fails on it.`;
      return [issueAt(block, 'cidr-block', 'warning', message)];
    });
}

/** Elasticsearch takes a single address as well. */
function isBlock(text: string): boolean {
  return parseBlock(text) !== undefined || parseAddress(text) !== undefined;
}
