// Likely secrets in a text: tokens, keys, passwords. A text that is plainly made up, a variable or a mask is none.
import type { Span } from '../base/span';

export interface FoundSecret extends Span {
  /** As a sentence names it. */
  readonly what: string;
}

interface SecretShape {
  readonly what: string;
  /** The group `secret`, or all of it, is the secret. */
  readonly pattern: RegExp;
}

/** What ends a value in JSON, in an address or in a command. */
const VALUE = String.raw`(?<secret>[^\s"'\\&|;<>,(){}$%*]{4,})`;
/** `=` or a space, also as an address writes them or as the next argument of an exec. */
const TO_VALUE = String.raw`(?:=|%3D|\s+|\+|%20|(?:\\u0026|&)command=|",\s*")`;

/** In this order; of overlapping ones the first counts. */
const SHAPES: readonly SecretShape[] = [
  { what: 'a JSON Web Token', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g },
  {
    what: 'a private key',
    pattern:
      /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:[^-"]|-(?!----END)){40,}(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----)?/g,
  },
  { what: 'an access key of AWS', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { what: 'an API key of Google', pattern: /\bAIza[\w-]{35}(?![\w-])/g },
  { what: 'a token of GitHub', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/g },
  { what: 'a token of GitLab', pattern: /\bglpat-[\w-]{20,}/g },
  { what: 'a token of Slack', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{20,}/g },
  { what: 'a key of Stripe', pattern: /\b[rs]k_live_[A-Za-z0-9]{20,}/g },
  { what: 'a key of Azure storage', pattern: /\bAccountKey=(?<secret>[A-Za-z0-9+/]{60,}={0,2})/g },
  { what: 'a bearer token', pattern: /\bBearer(?:\s+|\+|%20)(?<secret>[\w.~+/-]{16,}=*)/gi },
  { what: 'a token of basic authentication', pattern: /\bBasic\s+(?<secret>[A-Za-z0-9+/]{12,}={0,2})(?![\w+/])/g },
  {
    what: 'a password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{2,}:\/\/[^\s:/@"\\?#]+:(?<secret>[^\s/@"\\?#$*]{3,})@/gi,
  },
  {
    what: 'a password in arguments',
    pattern: new RegExp(
      String.raw`(?<![\w-])--?(?:[a-z]+-)?(?:password|passwd|pass|pwd|secret|token|api-?key|access-?key|secret-?key)${TO_VALUE}${VALUE}`,
      'gi',
    ),
  },
  {
    what: 'a password in arguments',
    pattern: /\bmysql(?:dump|admin)?\b[^"|;]{0,200}?(?:\s|\+|command=)-p(?<secret>[^\s"'\\&+$%-][^\s"'\\&+$%]{3,})/g,
  },
  {
    what: 'a password in the environment',
    pattern: new RegExp(
      String.raw`\b(?:[A-Z][A-Z0-9]*_)*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PGPASSWORD|MYSQL_PWD)(?:=|%3D)${VALUE}`,
      'g',
    ),
  },
  {
    what: 'a token of a kubeconfig',
    pattern: /\b(?:token|client-key-data):(?:\s|\\n)*(?<secret>[A-Za-z0-9+/=._-]{40,})/g,
  },
  {
    what: 'a password',
    pattern:
      /"(?:\w*_)?(?:password|passwd|client_?secret|api_?key|access_?token|refresh_?token|secret_?access_?key)"\s*:\s*"(?<secret>[^"\\]{4,})"/gi,
  },
];

/** Made up, left out, or the place of a value that comes from elsewhere. */
const MADE_UP =
  /^(?:x{3,}|\*+|\.{3,}|-+|_+|<.*|\[.*|\{.*|\$.*|%.*|(?:your|my|the|some|an?|test|example|sample|dummy|fake)[-_ ].*|.*(?:example|placeholder|redacted|masked|changeme|change-me|hidden|removed|dummy).*|password|passwd|secret|token|none|null|true|false|undefined|file|stdin|env|prompt|\/.*|-.*|(.)\1+)$/i;

/** In the order of the text; none overlaps another. */
export function findSecrets(text: string): readonly FoundSecret[] {
  if (!MAYBE.test(text)) return [];
  const found: FoundSecret[] = [];
  for (const { what, pattern } of SHAPES) {
    for (const match of text.matchAll(pattern)) {
      const secret = match.groups?.['secret'] ?? match[0];
      const from = match.index + match[0].lastIndexOf(secret);
      const to = from + secret.length;
      if (MADE_UP.test(secret) || found.some((each) => from < each.to && each.from < to)) continue;
      found.push({ from, to, what });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Most texts have nothing of all that. */
const MAYBE =
  /eyJ|PRIVATE KEY|AKIA|ASIA|AIza|gh[pousr]_|github_pat_|glpat-|xox|k_live_|AccountKey|bearer|basic|:\/\/|pass|pwd|secret|token|key|mysql/i;

/** Every likely secret as asterisks of one length, so that nothing is told of its own. */
export function maskSecrets(text: string): string {
  let at = 0;
  let masked = '';
  for (const { from, to } of findSecrets(text)) {
    masked += `${text.slice(at, from)}********`;
    at = to;
  }
  return at === 0 ? text : masked + text.slice(at);
}
