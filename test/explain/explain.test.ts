import { describe, expect, it } from 'vitest'
import { logMessages } from '../../src/catalog/log-messages.js'
import { loadProse } from '../../src/catalog/prose.js'
import { createProject } from '../../src/config/project.js'
import { explain } from '../../src/explain/explain.js'
import { parseLogLine } from '../../src/explain/log-line.js'
import { findMessages } from '../../src/explain/message-search.js'
import { lint } from '../../src/lint/lint.js'
import { rules } from '../../src/rules/index.js'

const prose = await loadProse()
const empty = createProject({ target: { version: '3.7.11', profile: 'upstream' } })
const plain = (asked: string) => explain(asked, { prose, project: empty })

function within(asked: string, files: { readonly main?: string; readonly master?: string }) {
  const { project, diagnostics } = lint(files, { postfixVersion: '3.7' })
  return explain(asked, { prose, project, diagnostics })
}

describe('what can be asked for', () => {
  it.each([
    ['bad-boolean', 'rule', 'has the word `yes`|yes and `no`|`yes`'],
    ['smtpd_helo_required', 'name', 'smtpd_helo_required'],
    ['$myhostname', 'name', 'myhostname'],
    ['reject_unauth_destination', 'name', 'reject_unauth_destination'],
    ['hash', 'name', 'Berkeley DB'],
    ['hash:/etc/postfix/virtual', 'name', 'Berkeley DB'],
    ['smtpd(8)', 'name', 'SMTP server'],
    ['submission_destination_recipient_limit', 'name', 'default_destination_recipient_limit'],
    ['retry', 'name', 'service of master.cf'],
    ['chroot', 'name', 'column 5 of master.cf'],
    ['maxproc', 'name', 'column 7 of master.cf'],
    ['unix-dgram', 'name', 'service type of master.cf'],
    ['-o', 'name', 'command line'],
    ['550', 'status-code', 'returns the mail'],
    ['5.7.1', 'status-code', 'Not permitted'],
    ['454 4.7.1', 'status-code', 'tries again'],
    ['x.1.1', 'status-code', 'x.1.1'],
  ])('%s is a %s', (asked, topic, text) => {
    const explanation = plain(asked)
    expect(explanation.topic).toBe(topic)
    expect(explanation.texts.join('\n')).toMatch(new RegExp(text))
  })

  it('suggests names that are near', () => {
    expect(plain('mydestinatio')).toMatchObject({ topic: 'unknown', suggestions: ['mydestination'] })
    expect(plain('reject_unauth_destinaton').suggestions).toContain('reject_unauth_destination')
    expect(plain('queue lifetime').suggestions).toContain('maximal_queue_lifetime')
    expect(plain('zzzzzz')).toMatchObject({ topic: 'unknown', suggestions: [] })
  })

  it('takes any text', () => {
    for (const text of [
      '',
      ' ',
      '`',
      '\u0000',
      '*',
      '%s',
      '[',
      '\ud800',
      '__proto__',
      'constructor',
      ': ',
      '999 9.9.9',
    ])
      expect(plain(text).asked).toBe(text.trim())
  })
})

const everyday: readonly (readonly [string, string, string?])[] = [
  ['Relay access denied', '554 5.7.1 <a@example.org>: Relay access denied; from=<b@example.com>'],
  [
    'User unknown in virtual alias table',
    '550 5.1.1 <a@x.example>: Recipient address rejected: User unknown in virtual alias table',
  ],
  [
    'Client host rejected: cannot find your hostname',
    '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]',
  ],
  ['Sender address rejected: Domain not found', '450 4.1.8 <a@x.example>: Sender address rejected: Domain not found'],
  [
    'Helo command rejected: need fully-qualified hostname',
    '504 5.5.2 <pc>: Helo command rejected: need fully-qualified hostname',
  ],
  [
    'Recipient address rejected: Greylisted',
    '450 4.2.0 <a@x.example>: Recipient address rejected: Greylisted, see http://postgrey.example/',
  ],
  [
    'loops back to myself',
    'to=<a@x.example>, relay=none, dsn=5.4.6, status=bounced (mail for x.example loops back to myself)',
    'smtp',
  ],
  ['connect to *: Connection timed out', 'connect to mx.example[192.0.2.1]:25: Connection timed out', 'smtp'],
  [
    'connect to *: Connection refused',
    'to=<a@x.example>, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:10024: Connection refused)',
    'smtp',
  ],
  ['SASL LOGIN authentication failed', 'warning: unknown[192.0.2.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6'],
  [
    'TLS library problem: *wrong version number',
    'warning: TLS library problem: error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:331:',
    'smtp',
  ],
  ['TLS library problem: *', 'warning: TLS library problem: error:1:2:3:something new:4:', 'smtpd'],
  [
    'unsupported dictionary type:',
    'error: unsupported dictionary type: pcre. Is the postfix-pcre package installed?',
    'cleanup',
  ],
  [
    'open database /etc/aliases.db: No such file or directory',
    'error: open database /etc/aliases.db: No such file or directory',
    'local',
  ],
  [
    'is older than source file',
    'warning: database /etc/postfix/virtual.db is older than source file /etc/postfix/virtual',
    'cleanup',
  ],
  ['not owned by root:', 'warning: not owned by root: /var/spool/postfix/etc/resolv.conf', 'postfix-script'],
  ['no SASL authentication mechanisms', 'fatal: no SASL authentication mechanisms'],
  ['mail system is down', 'fatal: Queue report unavailable - mail system is down', 'postqueue'],
  ['Queue file write error', '451 4.3.0 Error: queue file write error'],
  [
    'message size * exceeds size limit',
    'status=bounced (message size 20971520 exceeds size limit 10485760 of server mx.example[192.0.2.1])',
    'smtp',
  ],
  ['improper command pipelining after', 'improper command pipelining after EHLO from unknown[192.0.2.1]: QUIT'],
  ['lost connection after *', 'lost connection after STARTTLS from unknown[192.0.2.1]'],
  ['too many errors after', 'too many errors after AUTH from unknown[192.0.2.1]'],
  [
    'Host or domain name not found. Name service error for name=*',
    'status=deferred (Host or domain name not found. Name service error for name=x.example type=MX: Host not found, try again)',
    'smtp',
  ],
  ['unknown mail transport error', 'status=deferred (unknown mail transport error)', 'error'],
  ['Server configuration error', '451 4.3.5 Server configuration error'],
  [
    'Service unavailable; * blocked using',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using dnsbl.example; see x',
  ],
  ['status=deferred', 'to=<a@x.example>, relay=none, dsn=4.0.0, status=deferred (some reason)', 'smtp'],
  [
    'connect to transport *: No such file or directory',
    'warning: connect to transport private/lmtpp: No such file or directory',
    'qmgr',
  ],
  [
    'bad command startup -- throttling',
    'warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling',
    'master',
  ],
]

describe('lines that operators paste', () => {
  it.each(everyday.map(([message, text, program = 'smtpd']) => ({ message, text, program })))('$message', found => {
    const { message, text, program } = found
    const { topic, messages } = plain(`Nov 22 08:41:02 mx postfix/${program}[77]: ${text}`)
    expect(topic).toBe('log-line')
    expect(messages[0]?.message).toBe(message)
    // The message alone, as from a bounce, is known as well.
    expect(plain(text).messages.map(other => other.message)).toContain(message)
  })

  it('are known by every text that a rule is proved with', () => {
    for (const { id, evidence } of rules) {
      if (evidence.kind !== 'log') continue
      for (const text of evidence.says.filter(says => says.length >= 20)) {
        const likely = findMessages(parseLogLine(`postfix/x[1]: warning: ${text}`))
        expect(
          likely.flatMap(({ message }) => message.rules ?? []),
          text,
        ).toContain(id)
      }
    }
  })

  it('name the parameters that stand in them', () => {
    const { parameters } = plain('warning: something new with smtpd_helo_required and my_own_name')
    expect(parameters).toEqual(['smtpd_helo_required'])
  })

  it('are unknown if nothing in them is known', () => {
    expect(plain('some words of no meaning at all').topic).toBe('unknown')
  })
})

describe('in a configuration', () => {
  const main = 'myhostname = mx.example.com\nbounce_queue_lifetime = 9d\nmaximal_queue_lifetime = 5d\n'
  const master = `smtp inet n - n - - smtpd
submission inet n - n - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_helo_required=yes
qmgr unix n - n 300 1 qmgr
`

  it('leads from a log line to the setting and to the rule that speaks', () => {
    const line =
      'postfix/qmgr[123]: warning: bounce_queue_lifetime is larger than maximal_queue_lifetime - adjusting bounce_queue_lifetime'
    const { here } = within(line, { main, master })
    expect(here?.settings).toEqual([
      { name: 'bounce_queue_lifetime', from: 'main.cf', file: 'main.cf', line: 2, value: '9d', effective: '9d' },
      { name: 'maximal_queue_lifetime', from: 'main.cf', file: 'main.cf', line: 3, value: '5d', effective: '5d' },
    ])
    expect(here?.findings.map(({ rule }) => rule)).toEqual(['bounce-lifetime-too-long'])
  })

  it('shows what a service really runs with, by the name it logs under', () => {
    const line = (tag: string) =>
      `${tag}[1]: NOQUEUE: reject: RCPT from x: 503 5.5.1 <a>: send HELO/EHLO first smtpd_helo_required`
    const settings = (tag: string) => within(line(tag), { main, master }).here?.settings
    expect(settings('postfix/submission/smtpd')).toMatchObject([
      {
        name: 'smtpd_helo_required',
        from: 'master.cf',
        service: 'submission/inet',
        file: 'master.cf',
        line: 4,
        value: 'yes',
      },
    ])
    expect(settings('postfix/smtpd')).toEqual([
      { name: 'smtpd_helo_required', from: 'default', value: 'no', effective: 'no' },
    ])
  })

  it('fills in names', () => {
    const { here } = within('mydestination', { main: 'myhostname = mx.example.com\nmydestination = $myhostname\n' })
    expect(here?.settings).toMatchObject([{ line: 2, value: '$myhostname', effective: 'mx.example.com' }])
  })

  it('shows the lists that a restriction stands in', () => {
    const files = {
      main: 'strangers = reject_unknown_client_hostname\nsmtpd_client_restrictions = Reject_unknown_client_hostname\n',
    }
    const settings = within('reject_unknown_client_hostname', files).here?.settings
    expect(settings?.map(({ name, line }) => [name, line])).toEqual([
      ['strangers', 1],
      ['smtpd_client_restrictions', 2],
    ])
  })

  it('shows the entries of a service or program', () => {
    expect(within('submission', { main, master }).here?.services).toEqual([
      {
        service: 'submission/inet',
        program: 'smtpd',
        file: 'master.cf',
        line: 2,
        sets: ['syslog_name', 'smtpd_helo_required'],
      },
    ])
    expect(within('smtpd', { main, master }).here?.services.map(({ line }) => line)).toEqual([1, 2])
    const own = within('dovecot-lda', { main, master: `${master}dovecot-lda unix - n n - - pipe user=vmail argv=/x\n` })
    expect(own).toMatchObject({ topic: 'name', here: { services: [{ program: 'pipe', line: 6 }] } })
    expect(within('127.0.0.1:10025', { main, master: `${master}127.0.0.1:10025 inet n - n - - smtpd\n` }).topic).toBe(
      'name',
    )
  })

  it('shows what names a table of some type', () => {
    const files = {
      main: 'alias_maps = hash:/a\nvirtual_alias_maps = lmdb:/b, proxy:hash:/c\ntransport_maps = texthash:/d\n',
    }
    const settings = within('hash', files).here?.settings
    expect(settings?.map(({ name, line }) => [name, line])).toEqual([
      ['alias_maps', 1],
      ['virtual_alias_maps', 2],
    ])
  })

  it('finds which reply code of its own a server answers with', () => {
    const { here } = within('451', { main: 'unknown_local_recipient_reject_code = 451\nreject_code = 550\n' })
    expect(here?.settings.map(({ name }) => name)).toEqual(['unknown_local_recipient_reject_code'])
  })

  it('goes to the line that the message names', () => {
    const files = { main, master: `${master}relay unix -\n` }
    const { here } = within('postfix/master[1]: fatal: /etc/postfix/master.cf: line 6: unexpected', files)
    expect(here?.findings[0]?.rule).toBe('incomplete-service')
  })

  it('does not put on this server what another one said', () => {
    const files = {
      main: 'smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:1, reject_unauth_destination\n',
    }
    const text = '550 5.7.1 <a@x.example>: Recipient address rejected: Access denied'
    const said = within(`postfix/smtp[1]: status=bounced (host mx[192.0.2.1] said: ${text})`, files)
    expect(said.here?.settings).toEqual([])
    expect(within(`postfix/smtpd[1]: NOQUEUE: reject: ${text}`, files).here?.settings).toHaveLength(3)
  })

  it('shows findings of the rule that was asked for', () => {
    const { here } = within('bad-boolean', { main: 'smtpd_helo_required = true\nbad = ${\n' })
    expect(here?.findings.map(({ rule }) => rule)).toEqual(['bad-boolean'])
  })
})

describe('the data', () => {
  it('names only what exists', () => {
    const newest = createProject({ target: { version: '3.11.6', profile: 'upstream' } }).catalog
    const ids: readonly string[] = rules.map(({ id }) => id)
    const commands = [
      'postfix-script',
      'postfix',
      'postqueue',
      'sendmail',
      'postdrop',
      'postmap',
      'postalias',
      'newaliases',
      'postconf',
      'master',
    ]
    const wrong = logMessages().flatMap(message => [
      ...(message.rules ?? []).filter(id => !ids.includes(id)),
      ...(message.parameters ?? []).filter(
        name => newest.parameter(name) === undefined && newest.history(name) === undefined,
      ),
      ...(message.restrictions ?? []).filter(name => newest.restriction(name) === undefined),
      ...(message.programs ?? []).filter(name => newest.program(name) === undefined && !commands.includes(name)),
    ])
    expect(wrong).toEqual([])
  })

  it('has each message once', () => {
    const all = logMessages().flatMap(({ messages }) => messages)
    expect(all.filter((message, index) => all.indexOf(message) !== index)).toEqual([])
  })
})
