// What an auditd event is called and which categories it has, by its system call or by the type of its first record.
// Source: the normalisations that Auditbeat applies, which the auditd_manager integration sends.

export interface Action {
  readonly action?: string;
  readonly category: readonly string[];
  readonly type: readonly string[];
  /** What is acted on. `file` and `filesystem` are described by a record of a path, `socket` by an address. */
  readonly object?: string;
  /** Which of the records of a path is the object. */
  readonly path?: number;
  /** Fields of which the first one that is there is the object. */
  readonly primary?: readonly string[];
  readonly secondary?: readonly string[];
  /** It is about a session of a user: who, on which terminal, from where. */
  readonly isSession?: true;
  /** The field that is the address of the source. */
  readonly source?: 'addr';
}

type Row = readonly [
  names: string,
  action: string | undefined,
  category: string,
  type: string,
  object?: string,
  more?: More,
];
type More = Pick<Action, 'path' | 'primary' | 'secondary' | 'isSession' | 'source'>;

const SESSION: More = { primary: ['terminal'], secondary: ['addr', 'hostname'], isSession: true };
const ACCOUNT: More = { primary: ['id', 'acct'] };

const CALLS: readonly Row[] = [
  ['creat', 'opened-file', 'file', 'creation', 'file'],
  ['fallocate truncate ftruncate', 'opened-file', 'file', 'change', 'file'],
  ['open openat openat2 readlink readlinkat', 'opened-file', 'file', 'info', 'file'],
  ['read', 'read-file', 'file', 'info', 'file'],
  ['write', 'wrote-to-file', 'file', 'change', 'file'],
  [
    'setxattr fsetxattr lsetxattr removexattr fremovexattr lremovexattr',
    'changed-file-attributes-of',
    'file',
    'change',
    'file',
  ],
  ['chmod fchmod fchmodat', 'changed-file-permissions-of', 'file', 'change', 'file'],
  ['chown fchown fchownat lchown', 'changed-file-ownership-of', 'file', 'change', 'file'],
  ['finit_module init_module', 'loaded-kernel-module', 'driver', 'start', 'file', { primary: ['name'] }],
  ['delete_module', 'unloaded-kernel-module', 'driver', 'end', 'file'],
  ['mkdir mkdirat', 'created-directory', 'file', 'creation', 'file', { path: 1 }],
  ['mount', 'mounted', 'file', 'creation', 'filesystem', { path: 1 }],
  ['rename renameat renameat2', 'renamed', 'file', 'change', 'file', { path: 2 }],
  [
    'access faccessat faccessat2 fstatat newfstatat stat stat64 fstat lstat getxattr lgetxattr fgetxattr',
    'checked-metadata-of',
    'file',
    'info',
    'file',
  ],
  ['statfs fstatfs', 'checked-filesystem-metadata-of', 'file', 'info', 'filesystem'],
  ['symlink symlinkat', 'symlinked', 'file', 'creation', 'file'],
  ['umount umount2', 'unmounted', 'file', 'deletion', 'filesystem'],
  ['rmdir unlink unlinkat', 'deleted', 'file', 'deletion', 'file'],
  ['utime utimes futimesat futimens utimensat', 'changed-timestamp-of', 'file', 'info', 'file'],
  ['execve execveat', 'executed', 'process', 'start', 'file'],
  ['listen', 'listen-for-connections', 'network', 'start', 'socket'],
  ['accept accept4', 'accepted-connection-from', 'network', 'connection start', 'socket'],
  ['bind', 'bound-socket', 'network', 'start', 'socket'],
  ['connect', 'connected-to', 'network', 'connection start', 'socket'],
  ['recv recvfrom recvmsg recvmmsg', 'received-from', 'network', 'connection info', 'socket'],
  ['send sendto sendmsg sendmmsg', 'sent-to', 'network', 'connection info', 'socket'],
  ['kill tkill tgkill', 'killed-pid', 'process', 'end', 'process'],
  [
    'setuid seteuid setfsuid setreuid setgid setegid setfsgid setregid setresuid setresgid',
    'changed-identity-of',
    'process',
    'change',
    'process',
  ],
  ['settimeofday clock_settime stime adjtimex', 'changed-system-time', 'host', 'change', 'system'],
  ['mknod mknodat', 'make-device', 'file', 'creation', 'file'],
  ['sethostname setdomainname', 'changed-system-name', 'host', 'change', 'system'],
  ['mmap mmap2 brk', 'allocated-memory', 'process', 'info', 'memory'],
  ['sched_setparam sched_setscheduler sched_setattr', 'adjusted-scheduling-policy-of', 'process', 'change', 'process'],
];

const RECORDS: readonly Row[] = [
  ['ACCT_LOCK', 'locked-account', 'iam', 'user info'],
  ['ACCT_UNLOCK', 'unlocked-account', 'iam', 'user info'],
  ['ADD_GROUP', 'added-group-account-to', 'iam', 'group creation', 'account', ACCOUNT],
  ['ADD_USER', 'added-user-account', 'iam', 'user creation', 'account', ACCOUNT],
  ['DEL_GROUP', 'deleted-group-account-from', 'iam', 'group deletion', 'account', ACCOUNT],
  ['DEL_USER', 'deleted-user-account', 'iam', 'user deletion', 'account', ACCOUNT],
  ['GRP_MGMT', 'modified-group-account', 'iam', 'group change', 'account', ACCOUNT],
  ['ROLE_ASSIGN', 'assigned-user-role-to', 'iam', 'user change', 'account', ACCOUNT],
  ['ROLE_REMOVE', 'removed-user-role-from', 'iam', 'user change', 'account', ACCOUNT],
  ['USER_MGMT', 'modified-user-account', 'iam', 'user change', 'user-session', SESSION],
  ['USER_CHAUTHTOK', 'changed-password', 'iam', 'user change', 'user-session', SESSION],
  ['GRP_CHAUTHTOK', 'changed-group-password', 'iam', 'group change', 'user-session', { ...SESSION, primary: ['acct'] }],
  ['CRED_ACQ', 'acquired-credentials', 'authentication', 'info', 'user-session', SESSION],
  ['CRED_DISP', 'disposed-credentials', 'authentication', 'info', 'user-session', SESSION],
  ['CRED_REFR', 'refreshed-credentials', 'authentication', 'info', 'user-session', SESSION],
  ['GRP_AUTH', 'authenticated-to-group', 'authentication', 'info'],
  [
    'LOGIN',
    'changed-login-id-to',
    'authentication',
    'start',
    'user-session',
    { primary: ['new-auid', 'new_auid', 'auid'] },
  ],
  ['USER_ACCT', 'was-authorized', 'authentication', 'info', 'user-session', SESSION],
  ['USER_AUTH', 'authenticated', 'authentication', 'info', 'user-session', SESSION],
  ['USER_END', 'ended-session', 'session', 'end', 'user-session', SESSION],
  ['USER_ERR', 'error', 'authentication', 'info', 'user-session', { ...SESSION, source: 'addr' }],
  ['USER_LOGIN', 'logged-in', 'authentication', 'start', 'user-session', { ...SESSION, source: 'addr' }],
  ['USER_LOGOUT', 'logged-out', 'authentication', 'end', 'user-session', SESSION],
  ['USER_START', 'started-session', 'session', 'start', 'user-session', { ...SESSION, source: 'addr' }],
  ['USER_ROLE_CHANGE', 'changed-role-to', '', '', 'user-session', { ...SESSION, primary: ['selected-context'] }],
  ['USER_CMD', 'ran-command', 'process', 'start', 'process', { primary: ['cmd'] }],
  ['SYSTEM_BOOT', 'booted-system', 'host', 'start', 'system'],
  ['SYSTEM_RUNLEVEL', 'changed-to-runlevel', 'host', 'change', 'system', { primary: ['new-level'] }],
  ['SYSTEM_SHUTDOWN', 'shutdown-system', 'host', 'end', 'system'],
  ['SERVICE_START', 'started-service', 'process', 'start', 'service', { primary: ['unit'] }],
  ['SERVICE_STOP', 'stopped-service', 'process', 'stop', 'service', { primary: ['unit'] }],
  [
    'CONFIG_CHANGE',
    'changed-audit-configuration',
    'process configuration',
    'change',
    'audit-config',
    { primary: ['op', 'key', 'audit_enabled', 'audit_pid', 'audit_backlog_limit', 'audit_failure'] },
  ],
  ['DAEMON_ABORT', 'aborted-auditd-startup', 'process', 'stop', 'service'],
  ['DAEMON_CONFIG', 'changed-auditd-configuration', 'process configuration', 'change', 'service'],
  ['DAEMON_END', 'shutdown-audit', 'process', 'stop', 'service'],
  ['DAEMON_ROTATE', 'rotated-audit-logs', 'process', 'change', 'service'],
  ['DAEMON_START', 'started-audit', 'process', 'start', 'service'],
  ['KERNEL', 'initialized-audit-subsystem', 'process', 'info'],
  ['KERN_MODULE', 'loaded-kernel-module', 'driver', 'start', 'file', { primary: ['name'] }],
  ['NETFILTER_CFG', 'loaded-firewall-rule-to', 'configuration', 'change', 'firewall', { primary: ['table'] }],
  ['TTY USER_TTY', 'typed', '', '', 'keystrokes', { primary: ['data'] }],
  ['AVC', 'violated-selinux-policy', '', '', undefined, { primary: ['tcontext'], secondary: ['tclass'] }],
  ['MAC_STATUS', 'changed-selinux-enforcement', 'configuration', 'change', 'mac-config', { primary: ['enforcing'] }],
  ['MAC_POLICY_LOAD', 'loaded-selinux-policy', 'configuration', 'access', 'mac-config'],
  ['SECCOMP', 'violated-seccomp-policy', '', '', 'process', { primary: ['syscall'] }],
  ['CRYPTO_KEY_USER', 'negotiated-crypto-key', 'process', 'info', 'user-session', { ...SESSION, source: 'addr' }],
  ['CRYPTO_SESSION', 'started-crypto-session', 'process', 'info', 'user-session', { ...SESSION, source: 'addr' }],
  ['ANOM_ABEND', 'crashed-program', 'process', 'end', 'process', { primary: ['comm', 'exe'], secondary: ['pid'] }],
  ['ANOM_PROMISCUOUS', 'changed-promiscuous-mode-on-device', '', '', 'network-device', { primary: ['dev'] }],
];

function indexRows(rows: readonly Row[]): ReadonlyMap<string, Action> {
  return new Map(
    rows.flatMap(([names, action, category, type, object, more]) => {
      const entry: Action = { action, category: words(category), type: words(type), object, ...more };
      return words(names).map((name) => [name, entry] as const);
    }),
  );
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

const BY_CALL = indexRows(CALLS);
const BY_RECORD = indexRows(RECORDS);
const ANY_CALL: Action = { category: ['process'], type: ['info'] };

/** Every call has at least a category. */
export function actionOfCall(call: string): Action {
  return BY_CALL.get(call) ?? ANY_CALL;
}

export function actionOfRecord(type: string): Action | undefined {
  return BY_RECORD.get(type);
}
