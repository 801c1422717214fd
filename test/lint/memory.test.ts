import { describe, expect, it } from 'vitest'
import { noFacts } from '../../src/config/facts.js'
import { tablesFromTexts } from '../../src/config/load-tables.js'
import type { Project } from '../../src/config/project.js'
import type { Service } from '../../src/config/service.js'
import { type LintOptions, lint } from '../../src/lint/lint.js'
import { defineRule } from '../../src/rules/define.js'
import { rules } from '../../src/rules/index.js'
import { prepareExample } from '../../src/testing/examples.js'
import { remembered } from '../../src/text/remembered.js'
import { SourceText } from '../../src/text/source-text.js'
import { fc, runs } from '../properties.js'
import { counted, counting, countingOf, usual } from './counting-rule.js'

interface Files {
  readonly main?: string
  readonly master?: string
}

interface FilesWithTables extends Files {
  readonly tables?: Readonly<Record<string, string>>
}

/** Those of one host among many. */
interface HostFiles {
  readonly main: SourceText
  readonly master: SourceText
  readonly tables?: Readonly<Record<string, SourceText>>
}

/** The examples of all rules that are files alone: nothing is said of the host, and no release is asked for. */
const examples: readonly FilesWithTables[] = rules.flatMap(rule =>
  rule.examples.flatMap(example => {
    const { files, host, version, profile } = example
    if (files ?? host ?? version ?? profile) return []
    const { texts } = prepareExample(rule, example)
    const { 'main.cf': main, 'master.cf': master, ...tables } = Object.fromEntries(texts)
    return [{ ...(main !== undefined && { main }), ...(master !== undefined && { master }), tables }]
  }),
)

const words =
  'yes no 0 5 1d $myhostname $mydomain $careful lmdb:/x static:a permit reject reject_unauth_destination careful may encrypt slow: slow smtp:[a.example]:1 ${x?{a}:{b}} { } , ! #'.split(
    ' ',
  )

type Edit = (text: string) => string

const at = fc.nat({ max: 10_000 })

const edit: fc.Arbitrary<Edit> = fc.oneof(
  at.map(n => onLines((lines, index) => lines.toSpliced(index(n), 1))),
  fc.tuple(at, at).map(([n, m]) => onLines((lines, index) => lines.toSpliced(index(m), 0, lines[index(n)] ?? ''))),
  fc.tuple(at, at).map(([n, m]) =>
    onLines((lines, index) => {
      const [a, b] = [index(n), index(m)]
      return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '')
    }),
  ),
  fc
    .tuple(at, fc.constantFrom(...words))
    .map(([n, word]) =>
      onLines((lines, index) => lines.with(index(n), (lines[index(n)] ?? '').replace(/=.*/, `= ${word}`))),
    ),
  fc
    .tuple(at, fc.constantFrom(...words))
    .map(([n, word]) => onLines((lines, index) => lines.with(index(n), `${lines[index(n)]} ${word}`))),
  fc.tuple(at, fc.nat({ max: 1 }), fc.string({ maxLength: 2 })).map(
    ([n, gone, text]): Edit =>
      before => {
        const place = n % (before.length + 1)
        return before.slice(0, place) + text + before.slice(place + gone)
      },
  ),
)

function onLines(change: (lines: readonly string[], index: (n: number) => number) => readonly string[]): Edit {
  return text => {
    const lines = text.split('\n')
    return change(lines, n => n % lines.length).join('\n')
  }
}

const step = fc.tuple(fc.constantFrom('main', 'main', 'master', 'tables'), edit)

function changed(
  files: Required<FilesWithTables>,
  which: 'main' | 'master' | 'tables',
  change: Edit,
): Required<FilesWithTables> {
  if (which !== 'tables') return { ...files, [which]: change(files[which]) }
  const tables = Object.entries(files.tables).map(([name, text]) => [name, change(text)])
  return { ...files, tables: Object.fromEntries(tables) }
}

function findings({ tables, ...files }: FilesWithTables | HostFiles, options: LintOptions): readonly string[] {
  return lint({ ...files, ...(tables && { tables: tablesFromTexts(tables) }) }, options).diagnostics.map(diagnostic =>
    JSON.stringify(diagnostic),
  )
}

describe('findings that are remembered from one lint to the next', () => {
  it('are those of a first lint, whatever was linted before: every example of every rule after another', () => {
    const options: LintOptions = { preset: 'all' }
    for (const files of examples) {
      expect(findings(files, options), JSON.stringify(files)).toEqual(findings(files, { preset: 'all' }))
    }
  }, 120_000)

  it('are those of a first lint also for many hosts that are much alike', () => {
    const options: LintOptions = { preset: 'all' }
    for (const [index, { main = '', master = '', tables = {} }] of examples.entries()) {
      if (index % 3 !== 0) continue
      const named = Object.entries(tables).map(([name, text]) => [name, new SourceText(`host${index}/${name}`, text)])
      const files = {
        tables: Object.fromEntries(named),
        main: new SourceText(`host${index}/main.cf`, usual.main + main),
        master: new SourceText(`host${index}/master.cf`, index % 8 === 0 ? usual.master : usual.master + master),
      }
      expect(findings(files, options), `${main}${master}`).toEqual(findings(files, { preset: 'all' }))
    }
  }, 120_000)

  it('are those of a first lint after any edits', () => {
    const options: LintOptions = { preset: 'all' }
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.constantFrom('alone', 'beside'),
        fc.array(step, { maxLength: 6 }),
        (example, how, steps) => {
          let files: Required<FilesWithTables> =
            how === 'alone'
              ? { tables: {}, ...usual, ...example }
              : {
                  main: usual.main + (example.main ?? ''),
                  master: usual.master + (example.master ?? ''),
                  tables: { '/etc/aliases': 'root: admin\n', ...example.tables },
                }
          findings(files, options)
          for (const [which, change] of steps) {
            files = changed(files, which, change)
            expect(findings(files, options)).toEqual(findings(files, { preset: 'all' }))
          }
        },
      ),
      runs(150),
    )
  }, 180_000)
})

const edited = (from: string | RegExp, to: string): Files => ({ ...usual, main: usual.main.replace(from, to) })
const renamed = (from: string, to: string): Files => ({ ...usual, master: usual.master.replace(from, to) })
const service = (project: Project): Service | undefined => project.services[1]

describe('a rule is asked again', () => {
  const cases: readonly {
    readonly title: string
    readonly reads: (project: Project) => unknown
    readonly when: readonly Files[]
    readonly notWhen: readonly Files[]
  }[] = [
    {
      title: 'when a value changes that it looked at',
      reads: ({ base }) => base.get('mydomain')?.text,
      when: [edited('mydomain = example.com', 'mydomain = example.net'), edited(/mydomain = .*\n/, '')],
      notWhen: [edited('careful, ', ''), renamed('slow', 'slower'), edited('compat', '# a comment\ncompat')],
    },
    {
      title: 'when a value changes that is part of one that it looked at',
      reads: ({ base }) => base.get('mydestination')?.list().length,
      when: [edited('mail.example.com', 'mx.example.com'), edited('$myhostname, ', '')],
      notWhen: [edited('mydomain = example.com', 'mydomain = example.net'), renamed('smtp inet', '25 inet')],
    },
    {
      title: 'when a name gets a value that had none',
      reads: ({ base }) => base.sets('relayhost'),
      when: [edited('careful, ', 'careful\nrelayhost = [mx.example.net]\nx =')],
      notWhen: [edited('example.com', 'example.net')],
    },
    {
      title: 'when what a default is worked out from changes',
      reads: project => project.base.get('slow_destination_rate_delay')?.text,
      when: [renamed('slow unix', 'slower unix')],
      notWhen: [edited('example.com', 'example.net')],
    },
    {
      title: 'when an entry of master.cf changes and it looked at the entries',
      reads: project => service(project)?.isChrooted,
      when: [renamed('smtpd\n', 'smtpd -v\n'), edited('= 3.6', '= 0')],
      notWhen: [],
    },
    {
      title: 'when a setting changes and it looked at all of them',
      reads: ({ settings }) => settings.length,
      when: [edited('careful, ', ''), edited(/careful = .*\n/, '')],
      notWhen: [edited('mydomain', '# of the house\nmydomain'), renamed('smtp inet', '25 inet')],
    },
    {
      title: 'when anything in the file changes and it looked at that',
      reads: ({ main }) => main?.lines.length,
      when: [edited('mydomain', '# of the house\nmydomain')],
      notWhen: [renamed('smtp inet', '25 inet')],
    },
  ]
  for (const { title, reads, when, notWhen } of cases) {
    it(title, () => {
      const again = counting(reads)
      expect(again(usual), 'nothing is known yet').toBe(1)
      for (const files of notWhen) expect(again(files), files.main).toBe(0)
      for (const files of when) {
        expect(again(usual), 'back').toBeLessThan(2)
        expect(again(files), `${files.main}${files.master}`).toBe(1)
        expect(again(files), 'the same once more').toBe(0)
      }
    })
  }

  it('when the entry that it looks at is another, and for no other entry', () => {
    const again = countingOf(asked =>
      defineRule({
        ...counted,
        id: 'counted',
        scope: 'service',
        check({ config }) {
          asked()
          void config.get('smtpd_tls_security_level')?.text
        },
      }),
    )
    expect(again(usual), 'from here on a record is kept').toBe(5)
    expect(again(usual)).toBe(0)
    expect(again(renamed('encrypt', 'may'))).toBe(1)
    expect(again(renamed('encrypt', 'may'))).toBe(0)
    expect(again(renamed('slow', 'slower'))).toBe(2)
  })

  it('when a setting within an entry is another, and for no other setting', () => {
    const again = countingOf(asked =>
      defineRule({
        ...counted,
        id: 'counted',
        scope: 'setting',
        parameters: ['mydestination', 'smtpd_tls_security_level'],
        check({ resolved }) {
          asked()
          void resolved.text
        },
      }),
    )
    expect(again(usual), 'from here on a record is kept').toBe(3)
    expect(again(usual)).toBe(0)
    expect(again(renamed('encrypt', 'may')), 'both of the entry').toBe(2)
    expect(again(renamed('encrypt', 'may'))).toBe(0)
  })

  it('when what was worked out for another rule first changes', () => {
    const words = remembered((project: Project) => project.base.get('mydestination')?.text.split(','))
    const first = counting(project => words(project)?.length)
    const both = counting(project => {
      words(project)
      return words(project)?.length
    })
    for (const again of [first, both]) {
      expect(again(usual)).toBe(1)
      expect(again(edited('careful, ', ''))).toBe(0)
      expect(again(edited('mail.example.com', 'mx.example.com'))).toBe(1)
    }
  })

  /** Two rules for one setting, in this order: what each looks at, and whether it finds something. */
  function pair(...rulesOfPair: readonly { readonly isLoud: boolean; readonly readsMain: boolean }[]) {
    const asked = rulesOfPair.map(() => 0)
    const plugins = rulesOfPair.map(({ isLoud, readsMain }, index) =>
      defineRule({
        id: `counted-${index}`,
        ...counted,
        scope: 'setting',
        parameters: ['mydomain'],
        check({ project, setting }, report) {
          asked[index] = (asked[index] ?? 0) + 1
          if (readsMain) void project.main
          if (isLoud) report({ at: { file: setting.file, range: setting.nameRange }, say: ['counted'] })
        },
      }),
    )
    const options: LintOptions = { plugins, only: plugins.map(({ id }) => id) }
    for (let time = 0; time < 2; time++) lint(usual, options)
    const before = [...asked]
    lint(edited('compat', '# a comment\ncompat'), options)
    return asked.map((count, index) => count - (before[index] ?? 0))
  }

  it('not because of what another looked at that found something', () => {
    expect(pair({ isLoud: true, readsMain: true }, { isLoud: false, readsMain: false })).toEqual([1, 0])
    expect(pair({ isLoud: false, readsMain: false }, { isLoud: true, readsMain: true })).toEqual([0, 1])
  })

  it('because of what it looked at itself, also when one that found something did so as well', () => {
    expect(pair({ isLoud: true, readsMain: true }, { isLoud: false, readsMain: true })).toEqual([1, 1])
    expect(pair({ isLoud: false, readsMain: true }, { isLoud: true, readsMain: true })).toEqual([1, 1])
  })

  it('every time when it asks the host, whose answers can change', () => {
    const again = counting(({ facts }) => facts.path('/etc/aliases'), { facts: { ...noFacts } })
    for (let time = 0; time < 3; time++) expect(again(usual)).toBe(1)
  })

  it('when it looked at tables, and one of them is another, or named otherwise', () => {
    const again = counting(({ tables }) => tables.length)
    const none = { ...usual, tables: tablesFromTexts({}) }
    const some = { ...usual, tables: tablesFromTexts({ '/etc/aliases': 'root: postmaster' }) }
    expect(again(usual)).toBe(1)
    expect(again(usual)).toBe(0)
    expect(again(none), 'now they could be read').toBe(1)
    expect(again(none)).toBe(0)
    expect(again(some)).toBe(1)
    expect(again(some)).toBe(0)
    expect(again({ ...usual, tables: tablesFromTexts({ '/etc/aliases': 'root: you' }) }), 'its text').toBe(1)
    expect(again(some)).toBe(1)
    const named = { ...some, main: `${usual.main}local_recipient_maps = lmdb:/etc/aliases\n` }
    expect(again(named), 'where it is named').toBe(1)
    expect(again(named)).toBe(0)
    expect(again({ ...named, main: `# a comment\n${named.main}` })).toBe(0)
    expect(again(none)).toBe(1)
    expect(again(none)).toBe(0)
  })

  it('also where there are tables only when it looked at something else', () => {
    const again = counting(({ services }) => services.length)
    const host = (index: number, master: string, alias: string) => ({
      main: new SourceText(`host${index}/main.cf`, usual.main),
      master: new SourceText(`host${index}/master.cf`, master),
      tables: tablesFromTexts({ '/etc/aliases': alias }),
    })
    for (let index = 0; index < 2; index++) expect(again(host(1, usual.master, 'root: admin'))).toBe(1)
    expect(again(host(1, usual.master, 'root: admin'))).toBe(0)
    expect(again(host(1, usual.master, 'root: other'))).toBe(0)
    expect(again(host(1, `${usual.master}error unix - - y - - error\n`, 'root: other'))).toBe(1)
  })
})

describe('which names are used is known anew', () => {
  const used = (main: string, options: LintOptions) =>
    lint({ main, master: usual.master }, options).diagnostics.map(({ rule, at }) => `${rule} ${at.range.start}`)

  it.each([
    [
      'the list of classes comes out of another name',
      'smtpd_restriction_classes = $mine\nmine = careful\n',
      'careful',
      'strict',
    ],
    ['the type of a table does', 'alias_maps = $type:mine\ntype = ldap\n', 'ldap', 'lmdb'],
    ['a table comes out of two names', 'alias_maps = $type$rest\ntype = ldap\nrest = :mine\n', 'ldap', 'lmdb'],
    [
      'a table begins with another name before a default',
      'alias_maps = $type$mynetworks\ntype = a\n',
      'type = a',
      'type = ldap:mine',
    ],
  ])('where %s', (_, lines, from, to) => {
    const options: LintOptions = {}
    const main = `${lines}careful = permit\nstrict = reject\nmine_server_host = a.example\n`
    const changed = main.replace(`${from}\n`, `${to}\n`)
    for (const text of [main, main, changed, main, changed]) expect(used(text, options)).toEqual(used(text, {}))
    expect(changed).not.toBe(main)
  })
})

it('a finding is told where it is now', () => {
  const options: LintOptions = {}
  const files = { main: `${usual.main}smtpd_helo_required = maybe\n` }
  const place = (main: string) => {
    const found = lint({ main }, options).diagnostics.find(({ rule }) => rule === 'bad-boolean')
    return found && main.slice(found.at.range.start, found.at.range.end)
  }
  for (const before of ['', '', '# one line more\n', 'mail_owner = postfix\n', '']) {
    expect(place(before + files.main)).toBe('maybe')
  }
})
