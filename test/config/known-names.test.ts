import { describe, expect, it } from 'vitest'
import { knownNames } from '../../src/config/known-names.js'
import { createProject, type Project } from '../../src/config/project.js'
import { dedent } from '../../src/text/dedent.js'
import { SourceText } from '../../src/text/source-text.js'

interface Row {
  readonly what: string
  readonly main: string
  readonly master?: string
  /** What the installed Postfix 3.7.11 says (`postconf -n`, `postconf -P`), without the path. */
  readonly says: readonly string[]
}

function projectOf(main: string, master: string | undefined, version = '3.7.11'): Project {
  return createProject({
    main: new SourceText('main.cf', dedent(main)),
    ...(master !== undefined && { master: new SourceText('master.cf', dedent(master)) }),
    target: { version, profile: 'debian' },
  })
}

function complaints(project: Project): readonly string[] {
  const { unused, undefinedNames, readOnly } = knownNames(project)
  const fileOf = (services: readonly unknown[]) => (services.length > 0 ? 'master.cf' : 'main.cf')
  return [
    ...unused().map(({ setting, services }) => `${fileOf(services)}: unused parameter: ${setting.name}`),
    ...undefinedNames.map(({ name, services }) => `${fileOf(services)}: undefined parameter: ${name}`),
    ...readOnly.map(({ setting, services }) => `${fileOf(services)}: read-only parameter assignment: ${setting.name}`),
  ].sort()
}

const rows: readonly Row[] = [
  { what: 'a built-in name', main: 'mydestination = localhost\n', says: [] },
  { what: 'a name of nobody', main: 'mydestnation = localhost\n', says: ['main.cf: unused parameter: mydestnation'] },
  { what: 'an old name that is still honoured', main: 'virtual_maps =\n', says: [] },
  { what: 'a name of the site, used', main: 'lan = 192.0.2.0/24\nmynetworks = $lan\n', says: [] },
  { what: 'a name that only an unused one uses', main: 'a = 1\nb = $a\n', says: ['main.cf: unused parameter: b'] },
  {
    what: 'a name that begins with a digit, used in a -o',
    main: '2025_smtpd_client_restrictions = permit\n',
    master: 'smtp inet n - n - - smtpd\n  -o smtpd_client_restrictions=${2025_smtpd_client_restrictions}\n',
    says: [],
  },
  {
    what: 'both branches and both sides of conditions',
    main: 'a = 1\nb = 2\nc = 3\nd = 4\nmynetworks = ${{$a} == {$b} ? {$c} : {$d}}\n',
    says: [],
  },
  {
    what: 'the test of a condition',
    main: 'mynetworks = ${absent?{192.0.2.1}:{192.0.2.2}}\n',
    says: ['main.cf: undefined parameter: absent'],
  },
  {
    what: 'nothing is seen behind a syntax error',
    main: 'a = 1\nb = 2\nmynotice = $a ${b\n',
    says: ['main.cf: unused parameter: b', 'main.cf: unused parameter: mynotice'],
  },
  { what: 'values that are expanded later', main: 'forward_path = $home/.forward$absent\n', says: [] },
  {
    what: 'a class',
    main: 'smtpd_restriction_classes = friends, absent\nfriends = permit\n',
    says: ['main.cf: undefined parameter: absent'],
  },
  {
    what: 'a class that a service defines',
    main: 'smtpd_restriction_classes = friends\n',
    master: 'smtp inet n - n - - smtpd\n  -o friends=permit\n',
    says: [],
  },
  {
    what: 'a name in the -o of another service',
    main: '',
    master: `
      smtp inet n - n - - smtpd
        -o mynetworks=$lan
      587 inet n - n - - smtpd
        -o lan=192.0.2.0/24
    `,
    says: ['master.cf: undefined parameter: lan', 'master.cf: unused parameter: lan'],
  },
  {
    what: 'main.cf uses a name of a service',
    main: 'mynetworks = $lan\n',
    master: '587 inet n - n - - smtpd\n  -o lan=192.0.2.0/24\n',
    says: [],
  },
  {
    what: 'entries with the same name and type share their names',
    main: '',
    master: '587 inet n - n - - smtpd\n  -o mynetworks=$lan\n587 inet n - n - - smtpd\n  -o lan=192.0.2.0/24\n',
    says: [],
  },
  {
    what: 'names that services make',
    main: 'slow_destination_rate_delay = 1s\nslow_time_limit = 1h\nfast_destination_rate_delay = 1s\npolicy_time_limit = 1h\n',
    master: `
      slow unix - - n - - smtp
      policy unix - n n - - spawn user=nobody argv=/bin/true
    `,
    says: ['main.cf: unused parameter: fast_destination_rate_delay', 'main.cf: unused parameter: slow_time_limit'],
  },
  {
    what: 'the prefix of a database client',
    main: 'virtual_alias_maps = proxy:ldap:people\npeople_server_host = ldap.example.com\npeople_nothing = 1\n',
    says: ['main.cf: unused parameter: people_nothing'],
  },
  {
    what: 'a prefix inside braces',
    main: 'virtual_alias_maps = unionmap:{mysql:people, static:x}\npeople_hosts = localhost\n',
    says: [],
  },
  {
    what: 'a prefix in the value of a name of the site is not looked for',
    main: 'mine = mysql:people\nvirtual_alias_maps = static:$mine\npeople_hosts = localhost\n',
    says: ['main.cf: unused parameter: people_hosts'],
  },
  {
    what: 'what only Postfix sets',
    main: 'process_name = x\n',
    master: 'smtp inet n - n - - smtpd\n  -o service_name=y\n',
    says: [
      'main.cf: read-only parameter assignment: process_name',
      'master.cf: read-only parameter assignment: service_name',
    ],
  },
]

describe('knownNames', () => {
  it.each(rows)('$what', ({ main, master, says }) => {
    expect(complaints(projectOf(main, master ?? ''))).toEqual(says)
  })

  it('says why a name is valid', () => {
    const project = projectOf(
      'lan = 192.0.2.0/24\nmynetworks = $lan\nslow_recipient_limit = 5\n',
      'slow unix - - n - - smtp\n',
    )
    const { reason } = knownNames(project)
    expect(reason('mynetworks')?.kind).toBe('postfix')
    expect(reason('slow_recipient_limit')?.kind).toBe('service')
    const lan = reason('lan')
    expect(lan?.kind === 'user' && lan.by.setting.name).toBe('mynetworks')
    expect(reason('wan')).toBeUndefined()
  })

  it('says what uses a name of the site, and by which setting', () => {
    const project = projectOf(
      `
        smtpd_restriction_classes = friends $more
        more = others
        friends = permit
        others = permit
        lan = 192.0.2.0/24
        mynetworks = $lan
        relay_domains = $lan
        virtual_alias_maps = ldap:people
        people_server_host = ldap.example.com
      `,
      '',
    )
    const { reason } = knownNames(project)
    const used = (name: string) => {
      const found = reason(name)
      return found?.kind === 'user' && [found.by.kind, found.by.setting.name]
    }
    expect(['friends', 'others', 'more', 'lan', 'people_server_host'].map(used)).toEqual([
      ['class', 'smtpd_restriction_classes'],
      ['class', 'smtpd_restriction_classes'],
      ['reference', 'smtpd_restriction_classes'],
      ['reference', 'mynetworks'],
      ['client', 'virtual_alias_maps'],
    ])
  })

  it('says how a name is referred to that nothing defines, and where', () => {
    const text = 'smtpd_restriction_classes = b\nmynetworks = $c ${d?x} ${q:x}\n'
    const { undefinedNames } = knownNames(projectOf(text, ''))
    const at = (name: string, kind: string) => ({ name, kind, at: { range: { start: text.indexOf(name, 28) } } })
    expect(undefinedNames).toMatchObject([at('b', 'class'), at('c', 'reference'), at('d', 'test'), at('q', 'test')])
  })

  it('finds no classes in a list that cannot be read', () => {
    expect(complaints(projectOf('smtpd_restriction_classes = a ${b\na = permit\n', ''))).toEqual([
      'main.cf: unused parameter: a',
    ])
  })

  it('keeps the names of a service to the service', () => {
    const project = projectOf(
      'lan = 192.0.2.1\n',
      'a inet n - n - - smtpd\n  -o lan=192.0.2.2\n  -o mynetworks=$lan\nb inet n - n - - smtpd\n  -o other=1\n',
    )
    expect(complaints(project)).toEqual(['main.cf: unused parameter: lan', 'master.cf: unused parameter: other'])
    const [a, b] = project.services
    const { reason } = knownNames(project)
    expect([reason('lan', a)?.kind, reason('lan', b)?.kind, reason('lan')?.kind]).toEqual([
      'user',
      undefined,
      undefined,
    ])
  })

  it('is not complete without master.cf', () => {
    expect(knownNames(projectOf('lan = 192.0.2.0/24\n', undefined)).complete).toBe(false)
    expect(knownNames(projectOf('lan = 192.0.2.0/24\n', '')).complete).toBe(true)
  })

  it('goes by the release', () => {
    const main = 'smtpd_forbid_bare_newline = yes\n'
    expect(complaints(projectOf(main, '', '3.7.8'))).toEqual(['main.cf: unused parameter: smtpd_forbid_bare_newline'])
    expect(complaints(projectOf(main, '', '3.7.9'))).toEqual([])
  })
})
