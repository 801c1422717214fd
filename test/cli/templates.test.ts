import { describe, expect, it } from 'vitest'
import { builtCommand } from './built-command.js'
import { workspace } from './workspace.js'

const run = builtCommand()

/** Rules and lines of what is found. */
function found(files: Readonly<Record<string, string>>): readonly string[] {
  const { path } = workspace(files)
  const { stdout } = run(['--format', 'compact', '.'], { cwd: path })
  return stdout.split('\n').flatMap(line => {
    const [, place, rule] = /^(.*?:\d+):\d+: .*\[([\w-]+)\]$/.exec(line) ?? []
    return place === undefined ? [] : [`${place} ${rule}`]
  })
}

describe('a template', () => {
  it('of Ansible is judged but for what is filled in', () => {
    const main = [
      '{{ ansible_managed | comment }}',
      'myhostname = {{ inventory_hostname }}',
      'mydestination = $myhostname, localhost{% for d in domains %}, {{ d }}{% endfor %}',
      '{% if relay %}',
      'relayhost = [{{ relay }}]:587',
      '{% else %}',
      'relayhost =',
      '{% endif %}',
      'smtpd_recipient_restrictions =',
      '{% for check in checks %}',
      '    {{ check }},',
      '{% endfor %}',
      '    permit_mynetworks',
      'smtpd_helo_required = {{ helo }}',
      'smtpd_delay_reject = true',
      'message_size_limit = 50M',
      '',
    ].join('\n')
    expect(found({ 'main.cf.j2': main })).toEqual(['main.cf.j2:15 bad-boolean', 'main.cf.j2:16 bad-integer'])
  })

  it('of Puppet, and its master.cf', () => {
    expect(
      found({
        'main.cf.erb':
          'myhostname = <%= @fqdn %>\n<% if @tls -%>\nsmtpd_use_tls = yes\n<% end -%>\nmynetworks 192.0.2.0/24\n',
        'master.cf.erb':
          'smtp inet n - <%= @chroot %> - - smtpd\n  -o smtpd_client_restrictions=<%= @client_restrictions %>\n<% @extra.each do |line| -%>\n<%= line %>\n<% end -%>\nrelay unix -\n',
      }),
    ).toEqual(['main.cf.erb:3 legacy-tls-switch', 'main.cf.erb:5 missing-equals', 'master.cf.erb:6 incomplete-service'])
  })

  it.each([
    ['envsubst', 'myhostname = ${MAIL_HOST}\nrelayhost = [${RELAY_HOST}]:${RELAY_PORT}\n'],
    ['Go', 'myhostname = {{ .Values.host }}\n{{- if .Values.relay }}\nrelayhost = {{ .Values.relay }}\n{{- end }}\n'],
    ['Mustache', 'myhostname = {{host}}\n{{#relay}}\nrelayhost = {{.}}\n{{/relay}}\n'],
    ['Template Toolkit', 'myhostname = [% host %]\n[% IF relay %]\nrelayhost = [% relay %]\n[% END %]\n'],
    ['a script', 'myhostname = @@host@@\nvirtual_alias_maps = @@type@@:/etc/postfix/virtual\n'],
    ['a table type', 'myhostname = {{ h }}\nvirtual_alias_maps = proxy:{{ .DB }}:/etc/postfix/virtual.cf\n'],
  ])('of %s has nothing wrong in what it leaves open', (_, main) => {
    expect(found({ 'main.cf': `${main}smtpd_helo_required = maybe\n` })).toEqual([
      `main.cf:${main.split('\n').length} bad-boolean`,
    ])
  })

  it('is shown and fixed as it is written', () => {
    const { path, read } = workspace({
      'main.cf': 'myhostname = {{ host }}\nmynetworks 192.0.2.0/24 {{ nets }}\nsmtpd_helo_required = true\n',
    })
    const { stdout } = run(['.'], { cwd: path })
    expect(stdout).toContain('smtpd_helo_required = true')
    run(['--fix-unsafe', '.'], { cwd: path })
    expect(read('main.cf')).toBe(
      'myhostname = {{ host }}\nmynetworks = 192.0.2.0/24 {{ nets }}\nsmtpd_helo_required = yes\n',
    )
  })

  it('can hide a finding as any file can', () => {
    expect(
      found({
        'main.cf': '{% if a %}\n# postfix-lint ignore=bad-boolean -- a test\nsmtpd_helo_required = true\n{% endif %}\n',
      }),
    ).toEqual([])
  })
})

describe('what postconf prints', () => {
  const lint = (input: string) =>
    run(['--stdin', '--format', 'compact'], { input })
      .stdout.split('\n')
      .flatMap(line => /^(.*?:\d+):\d+: .*(\[[\w-]+\])$/.exec(line)?.slice(1).join(' ') ?? [])

  const main =
    'inet_interfaces = all\nmyhostname = mail.example.com\nsmtpd_helo_required = true\nvirtual_transport = lmtpp\n'
  const master =
    'smtp       inet  n       -       n       -       -       smtpd -o smtpd_delay_reject=no\nlmtp       unix  -       -       n       -       -       lmtp\nrelay      unix  -       -       x       -       -       smtp\n'

  it('is main.cf (-n) or master.cf (-M)', () => {
    expect(lint(main)).toEqual(['main.cf:3 [bad-boolean]'])
    expect(lint(master)).toEqual(['master.cf:3 [bad-column]'])
  })

  it('can be pasted as one, with what the shell says around it', () => {
    const pasted = `[root@mail ~]# postconf -n\n${main}postconf: warning: /etc/postfix/main.cf: unused parameter: x=y\n\n# postconf -Mf\n${master.replace(' -o', '\n    -o')}`
    expect(lint(pasted)).toEqual([
      'main.cf:4 [bad-boolean]',
      'main.cf:5 [undefined-transport]',
      'master.cf:12 [bad-column]',
    ])
  })

  it('is not fixed: there is nothing to write it into', () => {
    const { status, stderr } = run(['--stdin', '--fix'], { input: master })
    expect(status).toBe(2)
    expect(stderr).toContain('what postconf prints cannot be fixed')
  })
})
