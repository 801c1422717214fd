import { describe, expect, it } from 'vitest'
import { levelNumber } from '../../src/config/compatibility-level.js'
import { knownItems, listItems } from '../../src/config/elements.js'
import { createProject } from '../../src/config/project.js'
import { resolve } from '../../src/config/resolve.js'
import { layersWith } from '../../src/config/setting-layers.js'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import { SourceText } from '../../src/text/source-text.js'
import { projectOf } from './project-of.js'

const target = { version: '3.7.11', profile: 'upstream' } as const

describe('a view', () => {
  const { base, services } = projectOf(
    'a = 1\na = 2\nb = $a\nc = $b $nobody\nrelayhost = $c\nservice_name = x\nmyorigin = $service_name\n',
    'smtp inet n - y - - smtpd -o a=3 -o relayhost=$a -o a=4\nplain unix - - y - - /usr/libexec/postfix/smtp\nonly unix - - y - - smtp -o d=$b\n',
  )
  const [smtp, plain, only] = services

  it('takes the last setting of a name, and that of a -o before that of main.cf', () => {
    expect(base.get('a')).toMatchObject({ text: '2', from: 'main.cf', refers: false, unknown: false })
    expect(smtp?.config.get('a')).toMatchObject({ text: '4', from: 'master.cf' })
    expect(smtp?.config.get('relayhost')).toMatchObject({ text: '4', from: 'master.cf', written: { text: '$a' } })
    expect([...base.own.keys()]).toEqual(['a', 'b', 'c', 'relayhost', 'service_name', 'myorigin'])
    expect([...(smtp?.config.own.keys() ?? [])]).toEqual(['a', 'relayhost'])
    expect(smtp?.config.below).toBe(base)
    expect(base.below).toBeUndefined()
  })

  it('expands what main.cf says with what a -o says', () => {
    expect(base.get('c')?.text).toBe('2 ')
    expect(smtp?.config.get('c')).toMatchObject({ text: '4 ', from: 'main.cf' })
    expect(only?.config.get('d')?.text).toBe('2')
    expect(only?.config.get('c')?.text).toBe('2 ')
  })

  it('shares what no -o touches, and answers the same each time', () => {
    expect(plain?.config.get('c')).toBe(base.get('c'))
    expect(plain?.config.get('a')).toBe(base.get('a'))
    expect(plain?.config.get('nobody')).toBeUndefined()
    expect(smtp?.config.get('c')).not.toBe(base.get('c'))
    expect(smtp?.config.get('c')).toBe(smtp?.config.get('c'))
    expect(smtp?.config.get('nobody')).toBeUndefined()
    expect(smtp?.config.get('nobody')).toBeUndefined()
    expect(base.get('c')).toBe(base.get('c'))
  })

  it('fills in what each service is called, whatever is set', () => {
    expect(smtp?.config.get('service_name')).toMatchObject({ text: 'smtp', from: 'default' })
    expect(plain?.config.get('process_name')?.text).toBe('smtp')
    expect(smtp?.config.get('myorigin')?.text).toBe('smtp')
    expect(plain?.config.get('myorigin')?.text).toBe('plain')
    expect(base.get('service_name')).toMatchObject({ text: 'x', from: 'main.cf' })
  })

  it('does not share a value that cannot be expanded', () => {
    const project = projectOf('a = $b\nb = $a\n', 'x unix - - y - - smtp -o b=1\ny unix - - y - - smtp -o c=1\n')
    const [own, other] = project.services
    expect(project.base.get('a')?.expanded.problem?.kind).toBe('loop')
    expect(own?.config.get('a')).toMatchObject({ text: '1' })
    expect(own?.config.get('a')?.expanded.problem).toBeUndefined()
    expect(other?.config.get('a')?.expanded.problem?.kind).toBe('loop')
  })

  it('leaves raw values as they are, and puts them in place as they are', () => {
    const project = projectOf('default_rbl_reply = $rbl_code $a\na = 1\nb = <$a>\n')
    expect(project.base.get('default_rbl_reply')).toMatchObject({ text: '$rbl_code $a', refers: true, unknown: false })
    expect(project.base.get('default_rbl_reply')?.expanded.references).toEqual([])
    expect(
      project.base
        .get('default_rbl_reply')
        ?.parts()
        .map(part => part.type),
    ).toEqual(['macro', 'literal', 'macro'])
  })

  it('reads a value as list, as fields or as one text, once', () => {
    const value = projectOf('a = x, y z\n').base.get('a')
    expect(value?.list().length).toBe(3)
    expect(value?.list('fields').length).toBe(3)
    expect(value?.items('fields').map(item => item.value)).toEqual(['x,', 'y', 'z'])
    expect(value?.items().map(item => item.value)).toEqual(['x', 'y', 'z'])
    expect(value?.list()).toBe(value?.list())
    expect(value?.list('fields')).toBe(value?.list('fields'))
    expect(value?.items()).toBe(value?.items())
    expect(value?.items('fields')).toBe(value?.items('fields'))
    expect(value?.parts()).toBe(value?.parts())
    expect(value?.expanded).toBe(value?.expanded)
  })
})

describe('what is not known', () => {
  it('comes from the host, or from another program that fills it in', () => {
    const { base } = projectOf('a = $myhostname, b\nc = {{ x }}\nd = $c\nmyorigin = $mydomain\n')
    expect(base.get('a')).toMatchObject({ unknown: true })
    expect(base.get('c')).toMatchObject({ unknown: true })
    expect(base.get('d')).toMatchObject({ unknown: true })
    expect(base.get('myorigin')).toMatchObject({ unknown: true })
    expect(base.get('mynetworks')).toMatchObject({ unknown: true, text: '', from: 'default' })
    const value = base.get('a')
    expect(value && knownItems(value).map(item => item.value)).toEqual(['b'])
    expect(value && listItems(value).map(item => item.value)).toEqual(['b'])
  })

  it.each<[main: string, hostname: string, myhostname: string, mydomain: string]>([
    ['', 'mail.example.com', 'mail.example.com', 'example.com'],
    ['', 'mail', 'mail.localdomain', 'localdomain'],
    ['mydomain = example.net\n', 'mail', 'mail.example.net', 'example.net'],
    ['mydomain = example.net\n', 'mail.example.com', 'mail.example.com', 'example.net'],
    ['myhostname = box\n', 'mail.example.com', 'box', 'localdomain'],
    ['myhostname = a.$mydomain\n', 'mail.example.com', 'a.', ''],
  ])('with %j on the host %s', (main, hostname, myhostname, mydomain) => {
    const { base } = createProject({ target, main: new SourceText('main.cf', main), host: { hostname } })
    expect(base.get('myhostname')).toMatchObject({ text: myhostname, unknown: false })
    expect(base.get('mydomain')).toMatchObject({ text: mydomain, unknown: false })
    expect(base.get('mail_version')?.text).toBe('3.7.11')
  })

  it('is not guessed without a host', () => {
    const { base } = projectOf('myhostname = mail.example.com\n')
    expect(base.get('mydomain')).toMatchObject({ text: 'example.com', unknown: false })
    expect(projectOf('x = y\n').base.get('mydomain')).toMatchObject({ text: '', unknown: true })
  })
})

describe('a default', () => {
  it('may be made by a service, for its own name alone', () => {
    const { base } = projectOf(
      'x = y\n',
      'slow unix - - y - - smtp\nfilter unix - n n - - pipe user=x argv=y\nin inet n - y - - smtpd\n',
    )
    expect(base.get('slow_destination_recipient_limit')).toMatchObject({
      from: 'default',
      written: { text: '$default_destination_recipient_limit' },
      text: '50',
    })
    expect(base.get('filter_time_limit')?.text).toBe('1000s')
    expect(base.get('slow_time_limit')).toBeUndefined()
    expect(base.get('in_destination_recipient_limit')).toBeUndefined()
    expect(base.get('nobody_destination_recipient_limit')).toBeUndefined()
    expect(base.get('_destination_recipient_limit')).toBeUndefined()
  })

  it('is no default for an old name', () => {
    const { base, catalog } = projectOf('x = y\n')
    expect(catalog.parameter('virtual_maps')?.class).toBe('legacy')
    expect(base.get('virtual_maps')).toBeUndefined()
    expect(projectOf('virtual_maps = hash:/a\n').base.get('virtual_alias_maps')?.text).toBe('hash:/a')
  })

  it('that refers to nothing is one and the same for a release', () => {
    expect(projectOf('x = y\n').base.get('mail_name')).toBe(projectOf('z = y\n').base.get('mail_name'))
    expect(projectOf('x = y\n').base.get('mail_name')).toMatchObject({
      name: 'mail_name',
      text: 'Postfix',
      from: 'default',
    })
  })
})

describe('a project', () => {
  it('takes texts, or trees that were read before', () => {
    const main = parseMainCf('a = 1\nbroken\n a = 2\n', 'x/main.cf')
    const master = parseMasterCf('smtp inet n - y - - smtpd\nbroken\n', 'x/master.cf')
    const project = createProject({ target, main, master })
    expect(project.main).toBe(main)
    expect(project.master).toBe(master)
    expect([...project.sources.keys()]).toEqual(['x/main.cf', 'x/master.cf'])
    expect(project.settings.map(({ name }) => name)).toEqual(['a'])
    expect(project.services.map(({ label }) => label)).toEqual(['smtp/inet'])
    expect(project.target).toBe(target)
    expect(project.host).toBeUndefined()
  })

  it('has nothing of a file that is not there', () => {
    const project = createProject({ target })
    expect([project.main, project.hasMain]).toEqual([undefined, false])
    expect([project.master, project.hasMaster]).toEqual([undefined, false])
    expect([project.sources.size, project.settings.length, project.services.length]).toEqual([0, 0, 0])
    expect(project.base.get('relayhost')?.text).toBe('')
  })

  it('knows which views set a name', () => {
    const project = projectOf(
      'a = 1\n',
      'x unix - - y - - smtp -o a=2\ny unix - - y - - smtp\nz unix - - y - - smtp -o b=1\n',
    )
    const [x, , z] = project.services
    expect(layersWith(project, 'a')).toEqual([project.base, x?.config])
    expect(layersWith(project, 'b')).toEqual([z?.config])
    expect(layersWith(project, 'c')).toEqual([])
  })
})

describe('a service', () => {
  const read = (columns: string, main = 'x = y\n', version = '3.7.11') => {
    const [service] = projectOf(main, `a ${columns} /usr/libexec/x\n`, version).services
    const { isPrivate, isUnprivileged, isChrooted, wakeup, processLimit } = service ?? {}
    return [isPrivate, isUnprivileged, isChrooted, wakeup, processLimit]
  }

  it.each<[columns: string, values: readonly unknown[]]>([
    ['unix - - - - -', [true, true, true, 0, 'default']],
    ['unix n n n 60 10', [false, false, false, 60, 10]],
    ['unix y y y 60? 0', [true, true, true, 60, 0]],
    ['unix Y yes x ? x', [undefined, undefined, undefined, undefined, undefined]],
    ['unix - - - 5m 1?', [true, true, true, 5, 1]],
  ])('with the columns %s', (columns, values) => {
    expect(read(columns)).toEqual(values)
  })

  it('is chrooted by default in old releases and at old levels', () => {
    const chrooted = (main: string, version?: string) => read('unix - - - - -', main, version)[2]
    expect(chrooted('compatibility_level = 1\n')).toBe(false)
    expect(chrooted('compatibility_level = 0\n')).toBe(true)
    expect(chrooted('compatibility_level = 3.6\n')).toBe(false)
    expect(chrooted('compatibility_level = x\n')).toBe(false)
    expect(chrooted('compatibility_level = 2\n', '2.11')).toBe(true)
  })

  it('has the name of its program without the path', () => {
    const [service] = projectOf('x = y\n', 'a unix - - y - - /usr/libexec/postfix/smtp\n').services
    expect(service).toMatchObject({ program: 'smtp', name: 'a', type: 'unix', label: 'a/unix', overrides: [] })
    expect([service?.column('chroot'), service?.column('command')]).toEqual(['y', '/usr/libexec/postfix/smtp'])
  })
})

it.each([
  ['3', 3 * 1024 * 1024],
  ['3.6', (3 * 1024 + 6) * 1024],
  [' +3. 6.+1', (3 * 1024 + 6) * 1024 + 1],
  ['0', 0],
  ['', undefined],
  ['3.', undefined],
  ['3.6.1.1', undefined],
  ['3 ', undefined],
  ['-1', undefined],
  ['3.1023', (3 * 1024 + 1023) * 1024],
  ['3.1024', undefined],
  ['3.0.1023', 3 * 1024 * 1024 + 1023],
  ['3.0.1024', undefined],
  ['8796093022208', undefined],
])('takes %j for the level %d', (text, level) => expect(levelNumber(text)).toBe(level))

describe('all parameters of a program', () => {
  const input = {
    main: new SourceText('main.cf', 'own = 1\nrelayhost = a\n'),
    master: new SourceText('master.cf', 'slow unix - - n - - smtp -o other=2\n'),
  }
  const { outside, services, project } = resolve(input, target)
  const [slow] = services

  it('are sorted, each once, with those that services and people make', () => {
    const names = outside.names()
    expect(names).toEqual([...new Set(names)].sort())
    expect(names).toContain('own')
    expect(names).toContain('slow_destination_rate_delay')
    expect(names).not.toContain('other')
    expect(slow?.names()).toContain('other')
    expect(slow?.names()).toContain('own')
    expect(Array.from(outside.parameters(), value => value.name)).toEqual(names)
    expect(Array.from(slow?.parameters() ?? [], value => value.name)).toEqual(slow?.names())
    expect(names.filter(name => project.base.get(name) === undefined)).toEqual([])
  })

  it('are of a program outside when no service is named', () => {
    expect(outside).not.toHaveProperty('service')
    expect(slow?.service).toBe(project.services[0])
    expect([outside.get('other'), slow?.get('other')?.text]).toEqual([undefined, '2'])
  })
})
