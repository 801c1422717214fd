import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of one server, by name. */
type Host = Readonly<Record<string, string>>

/** A server of one kind: its number makes names, networks and tables its own. */
type Kind = (index: number) => Host

const common = (index: number) => `compatibility_level = 3.6
myhostname = host${index}.dc${index % 7}.example.com
mydomain = dc${index % 7}.example.com
myorigin = $mydomain
biff = no
append_dot_mydomain = no
readme_directory = no
mynetworks = 127.0.0.0/8 [::1]/128 10.${(index >> 8) % 256}.${index % 256}.0/24
smtp_tls_security_level = may
`

const stock = `pickup    unix  n       -       y       60      1       pickup
cleanup   unix  n       -       y       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
tlsmgr    unix  -       -       y       1000?   1       tlsmgr
rewrite   unix  -       -       y       -       -       trivial-rewrite
bounce    unix  -       -       y       -       0       bounce
defer     unix  -       -       y       -       0       bounce
trace     unix  -       -       y       -       0       bounce
verify    unix  -       -       y       -       1       verify
flush     unix  n       -       y       1000?   0       flush
proxymap  unix  -       -       n       -       -       proxymap
proxywrite unix -       -       n       -       1       proxymap
smtp      unix  -       -       y       -       -       smtp
relay     unix  -       -       y       -       -       smtp
        -o syslog_name=postfix/$service_name
showq     unix  n       -       y       -       -       showq
error     unix  -       -       y       -       -       error
retry     unix  -       -       y       -       -       error
discard   unix  -       -       y       -       -       discard
local     unix  -       n       n       -       -       local
virtual   unix  -       n       n       -       -       virtual
lmtp      unix  -       -       y       -       -       lmtp
anvil     unix  -       -       y       -       1       anvil
scache    unix  -       -       y       -       1       scache
postlog   unix-dgram n  -       n       -       1       postlogd
`

const submission = `submission inet n       -       y       -       -       smtpd
        -o syslog_name=postfix/submission
        -o smtpd_tls_security_level=encrypt
        -o smtpd_sasl_auth_enable=yes
        -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
`

const server = (index: number) => `smtpd_tls_cert_file = /etc/ssl/certs/host${index}.pem
smtpd_tls_key_file = /etc/ssl/private/host${index}.key
smtpd_tls_security_level = may
smtpd_helo_required = yes
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
`

/** Kinds of servers that a site has; the first ones are many, the last few. */
const kinds: readonly Kind[] = [
  // A web server or the like, that only sends.
  index => ({
    'main.cf': `${common(index)}inet_interfaces = loopback-only\nmydestination =\nlocal_transport = error:no local mail\nrelayhost = [relay${index % 9}.example.com]:587\n`,
    'master.cf': `smtp      inet  n       -       y       -       -       smtpd\n${stock}`,
  }),
  // Mailboxes of some domains.
  index => ({
    'main.cf': `${common(index)}${server(index)}smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
virtual_mailbox_domains = texthash:/etc/postfix/domains
virtual_mailbox_maps = texthash:/etc/postfix/mailboxes
virtual_alias_maps = texthash:/etc/postfix/virtual
mailbox_size_limit = 0
virtual_transport = lmtp:unix:private/dovecot-lmtp
message_size_limit = ${20 + (index % 40)}000000
smtpd_recipient_restrictions =
    permit_mynetworks,
    permit_sasl_authenticated,
    reject_non_fqdn_recipient,
    reject_unknown_recipient_domain
`,
    'master.cf': `smtp      inet  n       -       y       -       -       smtpd\n${submission}${stock}`,
    mailboxes: Array.from({ length: 20 }, (_, at) => `box${at}@site${index}-${at % 5}.example.com box${at}/\n`).join(
      '',
    ),
    domains: Array.from({ length: 5 }, (_, at) => `site${index}-${at}.example.com ok\n`).join(''),
    virtual: Array.from(
      { length: 20 },
      (_, at) => `user${at}@site${index}-${at % 5}.example.com box${at}@site${index}-${at % 5}.example.com\n`,
    ).join(''),
  }),
  // A relay between networks.
  index => ({
    'main.cf': `${common(index)}${server(index)}relay_domains = part${index}.example.com, part${index}.example.net
relay_recipient_maps = texthash:/etc/postfix/recipients
transport_maps = texthash:/etc/postfix/transport
smtpd_client_connection_rate_limit = ${30 + (index % 50)}
maximal_queue_lifetime = ${5 + (index % 4)}d
`,
    'master.cf': `smtp      inet  n       -       y       -       -       smtpd\n${stock}`,
    recipients: Array.from(
      { length: 15 },
      (_, at) => `user${at}@part${index}.example.${at % 2 === 0 ? 'com' : 'net'} ok\n`,
    ).join(''),
    transport: `part${index}.example.com smtp:[in${index}.example.com]\npart${index}.example.net smtp:[in${index}.example.net]:2525\n`,
  }),
  // One that filters.
  index => ({
    'main.cf': `${common(index)}${server(index)}smtpd_milters = inet:127.0.0.1:${11000 + (index % 1000)}
non_smtpd_milters = $smtpd_milters
milter_default_action = accept
header_checks = regexp:/etc/postfix/header_checks
smtpd_client_restrictions = permit_mynetworks, check_client_access cidr:/etc/postfix/clients
`,
    'master.cf': `smtp      inet  n       -       y       -       1       postscreen
smtpd     pass  -       -       y       -       -       smtpd
dnsblog   unix  -       -       y       -       0       dnsblog
tlsproxy  unix  -       -       y       -       0       tlsproxy
${stock}`,
    header_checks: `/^X-Site-${index}:/ IGNORE\n/^Subject: .*offer ${index}/ REJECT not wanted here\n`,
    clients: `192.0.2.${index % 256} REJECT\n198.51.100.0/24 OK\n`,
  }),
]

/** What goes wrong on servers; each adds to main.cf or master.cf. */
const mistakes: readonly (readonly [file: string, text: string])[] = [
  ['main.cf', 'message_size_limit = 50M\n'],
  ['main.cf', 'smtpd_recipient_limt = 100\n'],
  ['main.cf', 'disable_vrfy_command = ye\n'],
  ['main.cf', 'mailbox_transport = dovcot\n'],
  ['main.cf', 'smtpd_data_restrictions = reject_unauth_pipelinig\n'],
  ['main.cf', 'bounce_queue_lifetime = 5 d\n'],
  ['main.cf', 'mynetworks_style = subnets\n'],
  ['main.cf', 'default_process_limit = 100 # many\n'],
  ['master.cf', 'smtp      unix  -       -       y       -       -       smtp\n'],
  ['master.cf', 'retired   unix  -       -       y       -       -\n'],
]

/** Of so many servers one has mistakes. */
export const oneIn = 3

/** Writes the directories of so many servers, no two alike; gives the number of bytes. */
export function writeFleet(folder: string, count: number): number {
  let bytes = 0
  for (let index = 0; index < count; index++) {
    const directory = join(folder, `host${String(index).padStart(5, '0')}`)
    mkdirSync(directory, { recursive: true })
    for (const [name, text] of Object.entries(hostFiles(index))) {
      writeFileSync(join(directory, name), text)
      bytes += text.length
    }
  }
  return bytes
}

/** The files of one server. */
export function hostFiles(index: number): Host {
  // Every other one only sends.
  const kind = kinds[index % 2 === 0 ? 0 : 1 + (Math.floor(index / (2 * oneIn)) % (kinds.length - 1))]
  const files = kind?.(index) ?? {}
  const mistake = index % oneIn === 0 ? mistakes[(index / oneIn) % mistakes.length] : undefined
  if (mistake === undefined) return files
  const [name, text] = mistake
  return { ...files, [name]: `${files[name] ?? ''}${text}` }
}
