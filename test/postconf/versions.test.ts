import { describe, expect, it } from 'vitest'
import { postconf } from '../../src/postconf/postconf.js'
import { memoryHost } from './memory-host.js'

const newest = '3.12-20260821'

interface Files {
  readonly main?: string
  readonly master?: string
}

function run(version: string, args: readonly string[], { main = '', master = '' }: Files) {
  const host = memoryHost({ '/c/main.cf': main, '/c/master.cf': master })
  const { stdout, stderr, status } = postconf(['-c', '/c', ...args], { target: { version, profile: 'upstream' }, host })
  const lines = stdout.split('\n').filter(line => line !== '' && !line.startsWith('config_directory'))
  const said = stderr.split('\n').filter(line => line !== '')
  return { lines, said: said.map(line => line.replace(/^postconf: /, '')), status, written: host.written }
}

describe('JSON, from 3.11 on', () => {
  const files = {
    main: 'mydestination = a "b" \\ $x\nx =\t\u0001\u007f\n',
    master: 'foo unix - n n - 0 pipe -o mydestination=$x argv=/bin/sh { a b }\n',
  }

  it('shows main.cf', () => {
    expect(run(newest, ['-jn'], files).lines).toContain('{"mydestination": "a \\"b\\" \\\\ $x"}')
    expect(run(newest, ['-jn'], files).lines).toContain('{"x": "\\u0001\\u007F"}')
  })

  it('shows entries, columns and parameters', () => {
    expect(run(newest, ['-Mj'], files).lines).toEqual([
      '{"foo/unix": "foo unix - n n - 0 pipe -o mydestination=$x argv=/bin/sh {a b}"}',
    ])
    expect(run(newest, ['-Fj', 'foo/unix/chroot'], files).lines).toEqual(['{"foo/unix/chroot": "n"}'])
    expect(run(newest, ['-Pjx'], files).lines).toEqual(['{"foo/unix/mydestination": "\\u0001\\u007F"}'])
  })

  it('is an unknown option before', () => {
    expect(run('3.10.2', ['-jn'], files)).toMatchObject({
      status: 1,
      said: ["invalid option -- 'j'", expect.stringContaining('fatal: usage: postconf')],
    })
  })

  it('does not go with what formats otherwise', () => {
    expect(run(newest, ['-jf'], files).said).toEqual(['fatal: with option -j, do not specify -f'])
  })
})

describe('-PP, from 3.11 on', () => {
  const files = {
    main: 'relayhost = $mydomain\nmydomain = example.com\nown = 1\n',
    master: 'foo unix - n n - 0 smtp -o mydomain=example.org -o mine=2\n',
  }

  it('shows what is not in master.cf as the service sees it', () => {
    expect(run(newest, ['-xPP', '*/*/relayhost', '*/*/mine'], files).lines).toEqual([
      'foo/unix/relayhost = example.org',
      'foo/unix/mine = 2',
    ])
  })

  it('takes the classes of -C, and adds the names of the service', () => {
    const { lines } = run(newest, ['-PP', '-C', 'service'], files)
    expect(lines).toContain('foo/unix/foo_destination_concurrency_limit = $default_destination_concurrency_limit')
    expect(lines).toContain('foo/unix/mine = 2')
    expect(lines.some(line => line.startsWith('foo/unix/relayhost'))).toBe(false)
  })

  it('is -P twice before', () => {
    expect(run('3.10.2', ['-PP'], files).lines).toEqual(['foo/unix/mine = 2', 'foo/unix/mydomain = example.org'])
  })
})

describe('names on their way out, from 3.9 on', () => {
  const files = { main: 'smtp_use_tls = yes\nvirtual_maps = x\nnobodys = 1\na_name = 2\n' }

  it('are named, in order, with what to do', () => {
    expect(run('3.9.1', ['-n'], files).said).toEqual([
      'warning: /c/main.cf: unused parameter: a_name=2',
      'warning: /c/main.cf: unused parameter: nobodys=1',
      'warning: /c/main.cf: support for parameter "smtp_use_tls" will be removed; instead, specify "smtp_tls_security_level"',
      'warning: See https://www.postfix.org/DEPRECATION_README.html for details',
    ])
  })

  it('are more from 3.11 on', () => {
    expect(run('3.11.1', ['-n'], files).said).toContain(
      'warning: /c/main.cf: support for parameter "virtual_maps" will be removed; instead, specify "virtual_alias_maps"',
    )
  })

  it('are not named with -q', () => {
    expect(run('3.9.1', ['-nq'], files).said).toEqual([])
    expect(run('3.8.1', ['-nq'], files).status).toBe(1)
  })
})

describe('what changed within the branches', () => {
  it('a newline at the end of what is edited', () => {
    const edit = (version: string) => run(version, ['-e', 'b=2'], { main: 'a = 1' }).written.get('/c/main.cf')
    expect(edit('3.7.14')).toBe('a = 1b = 2\n')
    for (const version of ['3.7.15', '3.8.10', '3.10.2', '3.11.0']) expect(edit(version)).toBe('a = 1\nb = 2\n')
    expect(edit('3.8.9')).toBe('a = 1b = 2\n')
  })

  it('an earlier request that says the same', () => {
    const said = (version: string, ...args: string[]) => run(version, ['-e', ...args], { main: '' }).said
    expect(said('3.7.17', 'a=1', 'a=1')).toEqual(["warning: ignoring earlier request: 'a = 1'"])
    expect(said('3.7.18', 'a=1', 'a=1')).toEqual([])
    expect(said('3.7.18', 'a=1', 'a=2')).toEqual(["warning: ignoring earlier request: 'a = 1'"])
  })

  it('the order of new parameters', () => {
    expect(run('3.10.5', ['-e', 'b=1', 'a=2', 'c=3'], {}).written.get('/c/main.cf')).toBe('a = 2\nb = 1\nc = 3\n')
  })
})

describe('what each release reads', () => {
  it('a NUL byte is named from 3.9 on', () => {
    const files = { main: '#\0\na = 1\n  \0\nmynetworks = x\0\n' }
    expect(run('3.9.0', ['-n'], files).said).toEqual(
      expect.arrayContaining([
        'warning: /c/main.cf, line 2-3: text after null byte may be ignored',
        'warning: /c/main.cf, line 4: text after null byte may be ignored',
      ]),
    )
    expect(run('3.8.0', ['-n'], files).said.join('\n')).not.toContain('null byte')
  })

  it('a raw parameter inside another value keeps its own references from 3.11 on', () => {
    const files = { main: 'forward_path = $home/.forward\nmydestination = $forward_path\nhome = /x\n' }
    expect(run('3.11.0', ['-nx', 'mydestination'], files).lines).toEqual(['mydestination = $home/.forward'])
    expect(run('3.10.0', ['-nx', 'mydestination'], files).lines).toEqual(['mydestination = /x/.forward'])
  })

  it('functions work from 3.11 on', () => {
    const files = { main: 'mydestination = ${domain_to_ascii{ b\u00fccher.example }} ${domain_to_utf8{x.example}}\n' }
    expect(run(newest, ['-nx', 'mydestination'], files).lines).toEqual(['mydestination = xn--14 x.example'])
    expect(run('3.10.0', ['-nx', 'mydestination'], files).said.join('\n')).toContain(
      'attribute name syntax error at: "...domain_to_ascii>>>{ b?cher.example }"',
    )
    expect(run(newest, ['-n'], { main: 'mydestination = ${no_function{x}}\n' }).said).toContain(
      'warning: unknown function "no_function" at"...>>>no_function{x}"',
    )
  })

  it('a comment inside a list is named from 3.8 on', () => {
    const files = { main: 'mydestination = a, #b, c ldap:x\n' }
    expect(run('3.8.0', ['-n'], files).said).toEqual([
      'warning: /c/main.cf: #comment after other text is not allowed: #b  c ldap:x...',
    ])
    expect(run('3.7.11', ['-n'], files).said).toEqual([])
  })

  it('braces have a meaning from 3.0 on', () => {
    const files = { main: 'a = 1\nmydestination = ${a?{b}} ${a ?c}\n' }
    expect(run('3.0.0', ['-nx', 'mydestination'], files).lines).toEqual(['mydestination = b c'])
    expect(run('2.11.0', ['-n'], files).said).toEqual(
      expect.arrayContaining(['warning: macro name syntax error: "a ?c"', 'fatal: macro processing error']),
    )
    expect(run('2.11.0', ['-nx', 'mydestination'], { main: 'a = 1\nmydestination = ${a?{b}}\n' }).lines).toEqual([
      'mydestination = {b}',
    ])
  })
})

describe('defaults', () => {
  const value = (main: string, name: string, version = '3.7.11') => run(version, ['-h', name], { main }).lines[0]

  it('come from the host', () => {
    expect(value('', 'myhostname')).toBe('mail.example.com')
    expect(value('', 'mydomain')).toBe('example.com')
    expect(value('myhostname = a.b.c\n', 'mydomain')).toBe('b.c')
    expect(value('', 'process_id')).toBe('4711')
    expect(value('', 'mail_release_date')).toBe('20240304')
    expect(value('', 'mail_version', '3.9.1')).toBe('3.9.1')
    expect(value('', 'mail_release_date', newest)).toBe('20260821')
  })

  it.each([
    ['mynetworks_style = host\n', '127.0.0.1/32 192.0.2.1/32 [::1]/128 [2001:db8::1]/128'],
    ['mynetworks_style = subnet\n', '127.0.0.0/8 192.0.2.0/24 [::1]/128 [2001:db8::]/64'],
    ['mynetworks_style = class\ninet_protocols = ipv4\n', '127.0.0.0/8 192.0.2.0/24'],
    ['inet_interfaces = loopback-only\nmynetworks_style = host\n', '127.0.0.1/32 [::1]/128'],
    ['inet_interfaces = 192.0.2.1, localhost\nmynetworks_style = subnet\n', '127.0.0.0/8 192.0.2.0/24'],
    ['compatibility_level = 1\n', '127.0.0.0/8 192.0.2.0/24 [::1]/128 [2001:db8::]/64'],
    ['inet_protocols =\n', ''],
  ])('mynetworks with %j', (main, expected) => {
    expect(value(main, 'mynetworks') ?? '').toBe(expected)
  })

  it.each([
    ['inet_interfaces = 192.0.2.9\n', 'fatal: parameter inet_interfaces: no local interface found for 192.0.2.9'],
    ['inet_interfaces = nobody.invalid\n', 'fatal: config variable inet_interfaces: host not found: nobody.invalid'],
    ['inet_protocols = x\n', 'fatal: unknown inet_protocols value "x" in "x"'],
    ['compatibility_level = $mynetworks\n', 'fatal: macro processing error'],
    ['mynetworks_style = x\n', 'fatal: unknown mynetworks mask style value "x" in "x"'],
    ['mynetworks_style = host class\n', 'fatal: bad mynetworks_style value: host class; specify exactly one value'],
  ])('stops at %j', (main, fatal) => {
    expect(run('3.7.11', ['-n'], { main }).said).toEqual([fatal])
  })
})
