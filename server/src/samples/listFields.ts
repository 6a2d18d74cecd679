// Fields that hold lists, so that `a, b` in an export is two values there, and one value elsewhere.

const LISTS: ReadonlySet<string> = new Set([
  ...[
    'event.category',
    'event.type',
    'tags',
    'process.args',
    'process.parent.args',
    'process.env_vars',
    'host.ip',
    'host.mac',
  ],
  ...['observer.ip', 'observer.mac', 'user.roles', 'user.changes.roles', 'user.effective.roles', 'user.target.roles'],
  ...[
    'container.image.tag',
    'file.attributes',
    'dns.header_flags',
    'dns.resolved_ip',
    'threat.tactic.id',
    'threat.tactic.name',
  ],
  ...['threat.technique.id', 'threat.technique.name', 'process.entry_leader.args', 'process.session_leader.args'],
  ...['process.group_leader.args', 'kubernetes.audit.sourceIPs', 'kubernetes.audit.user.groups'],
  ...['kubernetes.audit.impersonatedUser.groups', 'source.ip', 'client.ip'],
]);

export function isListField(name: string): boolean {
  return LISTS.has(name) || name.startsWith('related.');
}
