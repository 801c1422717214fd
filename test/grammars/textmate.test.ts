import { describe, expect, it } from 'vitest'
import { parseMainCf } from '../../src/syntax/main-cf.js'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import type { ConfigFile } from '../../src/syntax/nodes.js'
import { configuration } from '../parity/configurations.js'
import { fc, runs } from '../properties.js'
import { damaged, sampleMain, sampleMaster } from '../syntax/nasty-text.js'
import { grammars, loadGrammar, type Token } from './textmate.js'

/** The last scope of each token that has one of its own, with ` .postfix` and what is around left out. */
function shown(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ text, scopes }) => {
    const last = scopes.findLast(scope => !scope.startsWith('meta.'))
    return last === undefined ? [] : [`${text.trim()} ${last.replace(/\.postfix$/, '')}`]
  })
}

async function scopesOf(grammar: string, text: string): Promise<readonly string[]> {
  return shown((await loadGrammar(`source.postfix.${grammar}`))(text))
}

it('all grammars load', async () => {
  expect(grammars).toHaveLength(7)
  for (const name of grammars) expect((await loadGrammar(name))('a b\n').length).toBeGreaterThan(0)
})

describe('main.cf', () => {
  it('has names, values and comments', async () => {
    expect(await scopesOf('main', '# c\nmyhostname = mail.example.com\nbiff=no\nqueue_run_delay = 300s\n')).toEqual([
      '# punctuation.definition.comment',
      'c comment.line.number-sign',
      'myhostname support.type.property-name',
      '= keyword.operator.assignment',
      'biff support.type.property-name',
      '= keyword.operator.assignment',
      'no constant.language',
      'queue_run_delay support.type.property-name',
      '= keyword.operator.assignment',
      '300s constant.numeric',
    ])
  })

  it('has lists of restrictions and tables over several lines, with comments between', async () => {
    const text =
      'smtpd_recipient_restrictions =\n    permit_mynetworks,\n# no\n    check_sender_access hash:/etc/postfix/x\nbiff = yes\n'
    expect(await scopesOf('main', text)).toEqual([
      'smtpd_recipient_restrictions support.type.property-name',
      '= keyword.operator.assignment',
      'permit_mynetworks keyword.control.restriction',
      ', punctuation.separator.comma',
      '# punctuation.definition.comment',
      'no comment.line.number-sign',
      'check_sender_access keyword.control.restriction',
      'hash storage.type.table',
      ': punctuation.separator.key-value',
      '/etc/postfix/x string.unquoted',
      'biff support.type.property-name',
      '= keyword.operator.assignment',
      'yes constant.language',
    ])
  })

  it('has references, whole and nested', async () => {
    expect(await scopesOf('main', 'a = $b.$(c) ${d?{$e}:{f}} $$x\n')).toEqual([
      'a support.type.property-name',
      '= keyword.operator.assignment',
      '$ punctuation.definition.variable.begin',
      'b variable.other',
      '$( punctuation.definition.variable.begin',
      'c variable.other',
      ') punctuation.definition.variable.end',
      '${ punctuation.definition.variable.begin',
      'd variable.other',
      '? keyword.operator.conditional',
      '{ punctuation.section.braces.begin',
      '$ punctuation.definition.variable.begin',
      'e variable.other',
      '} punctuation.section.braces.end',
      ': keyword.operator.conditional',
      '{ punctuation.section.braces.begin',
      '} punctuation.section.braces.end',
      '} punctuation.definition.variable.end',
      '$$ constant.character.escape',
    ])
  })

  it('goes on after a bracket that is not closed', async () => {
    expect(await scopesOf('main', 'a = ${b\nc = { d\ne = f\n')).toEqual([
      'a support.type.property-name',
      '= keyword.operator.assignment',
      '${ punctuation.definition.variable.begin',
      'b variable.other',
      'c support.type.property-name',
      '= keyword.operator.assignment',
      '{ punctuation.section.braces.begin',
      'e support.type.property-name',
      '= keyword.operator.assignment',
    ])
  })
})

describe('master.cf', () => {
  it('has columns, options and attributes', async () => {
    const text = `smtp inet n - y 60? 1 smtpd -v
  -o smtpd_tls_security_level=$level
  -o { a = permit }
pipe unix - n n - - pipe flags=R argv=/bin/x \${recipient}
`
    expect(await scopesOf('master', text)).toEqual([
      'smtp entity.name.section.service',
      'inet storage.type.service',
      'n constant.language.private',
      '- constant.language.unprivileged',
      'y constant.language.chroot',
      '60? constant.numeric.wakeup',
      '1 constant.numeric.process-limit',
      'smtpd entity.name.function.command',
      '-v keyword.other.option',
      '-o keyword.other.option',
      'smtpd_tls_security_level support.type.property-name',
      '= keyword.operator.assignment',
      '$ punctuation.definition.variable.begin',
      'level variable.other',
      '-o keyword.other.option',
      '{ punctuation.section.braces.begin',
      'a support.type.property-name',
      '= keyword.operator.assignment',
      'permit keyword.control.restriction',
      '} punctuation.section.braces.end',
      'pipe entity.name.section.service',
      'unix storage.type.service',
      '- constant.language.private',
      'n constant.language.unprivileged',
      'n constant.language.chroot',
      '- constant.numeric.wakeup',
      '- constant.numeric.process-limit',
      'pipe entity.name.function.command',
      'flags entity.other.attribute-name',
      '= keyword.operator.assignment',
      'argv entity.other.attribute-name',
      '= keyword.operator.assignment',
      '${ punctuation.definition.variable.begin',
      'recipient variable.other',
      '} punctuation.definition.variable.end',
    ])
  })
})

describe('tables', () => {
  it('of keys and results', async () => {
    expect(await scopesOf('table', '# c\nuser@example.com REJECT no\n"a b" 550 5.1.1 gone\n  smtp:[x]\n')).toEqual([
      '# punctuation.definition.comment',
      'c comment.line.number-sign',
      'user@example.com entity.name.tag.key',
      'REJECT keyword.control.action',
      '"a b" entity.name.tag.key',
      '550 5.1.1 constant.numeric.reply',
      'smtp storage.type.transport',
      ': punctuation.separator.key-value',
    ])
  })

  it('of aliases', async () => {
    expect(await scopesOf('aliases', 'root: admin, "|/bin/x -y"\nlist: :include:/etc/list, /var/mail/x\n')).toEqual([
      'root entity.name.tag.key',
      ': punctuation.separator.key-value',
      ', punctuation.separator.comma',
      '" string.quoted.double',
      '| keyword.operator.pipe',
      '/bin/x -y" string.quoted.double',
      'list entity.name.tag.key',
      ': punctuation.separator.key-value',
      ':include: keyword.control.include',
      '/etc/list string.unquoted.path',
      ', punctuation.separator.comma',
      '/var/mail/x string.unquoted.path',
    ])
  })

  it('of regular expressions', async () => {
    expect(await scopesOf('regexp', 'if !/^To:/\n/^Subject: (a\\/b)/i REJECT $1\n!/x/ OK\nendif\n')).toEqual([
      'if keyword.control.conditional',
      '! keyword.operator.negation',
      '/ punctuation.definition.string.begin',
      '^To: string.regexp',
      '/ punctuation.definition.string.end',
      '/ punctuation.definition.string.begin',
      '^Subject: (a\\/b) string.regexp',
      '/ punctuation.definition.string.end',
      'i storage.modifier.flags',
      'REJECT keyword.control.action',
      '$1 variable.parameter.substitution',
      '! keyword.operator.negation',
      '/ punctuation.definition.string.begin',
      'x string.regexp',
      '/ punctuation.definition.string.end',
      'OK keyword.control.action',
      'endif keyword.control.conditional',
    ])
  })

  it('of networks, and settings of a database', async () => {
    expect(await scopesOf('cidr', '192.0.2.0/24 REJECT\n!2001:db8::/32 OK\n')).toEqual([
      '192.0.2.0/24 constant.numeric.network',
      'REJECT keyword.control.action',
      '! keyword.operator.negation',
      '2001:db8::/32 constant.numeric.network',
      'OK keyword.control.action',
    ])
    expect(await scopesOf('client', "hosts = db.example.com\nquery = SELECT a FROM b WHERE c='%s'\n")).toEqual([
      'hosts support.type.property-name',
      '= keyword.operator.assignment',
      'query support.type.property-name',
      '= keyword.operator.assignment',
      'SELECT keyword.other.sql',
      'FROM keyword.other.sql',
      'WHERE keyword.other.sql',
      "' string.quoted.single",
      '%s variable.parameter.substitution',
      "' string.quoted.single",
    ])
  })
})

describe('the grammars and the parser', () => {
  const starting = (tokens: readonly Token[], scope: string) =>
    tokens.filter(({ scopes }) => scopes.some(found => found.startsWith(scope))).map(({ start }) => start)

  /** Where the parser says comments begin: those in entries included. */
  const comments = (file: ConfigFile) =>
    file.lines.flatMap(line => {
      const own = line.type === 'comment' ? [line] : 'inner' in line ? line.inner : []
      return own.flatMap(found => (found.type === 'comment' ? [found.hash] : []))
    })

  it('see the same names and comments in main.cf', async () => {
    const tokenize = await loadGrammar('source.postfix.main')
    fc.assert(
      fc.property(
        fc.oneof(
          configuration.map(({ main }) => main),
          damaged(sampleMain),
        ),
        text => {
          // Engines of regular expressions have their own ideas of what ends a line.
          const plain = text.replaceAll(/[\0\r\v\f\x85\xa0]/g, '')
          const file = parseMainCf(plain)
          const names = file.lines.flatMap(line => (line.type === 'setting' ? [line.nameRange.start] : []))
          const tokens = tokenize(plain)
          const seen = starting(tokens, 'support.type.property-name')
          expect(names.filter(at => !seen.includes(at))).toEqual([])
          expect(starting(tokens, 'punctuation.definition.comment')).toEqual(comments(file))
        },
      ),
      runs(150),
    )
  })

  it('see the next service where braces in an option are not closed', async () => {
    const tokenize = await loadGrammar('source.postfix.master')
    const first = 'smtp inet n - n - - smtpd\n  -o a=${x?${{}_==_{}_?_{{}}}\n'
    const tokens = tokenize(`${first}smtps inet n - n - - smtpd\n`)
    expect(starting(tokens, 'entity.name.section.service')).toEqual([0, first.length])
  })

  it('see the same services and comments in master.cf', async () => {
    const tokenize = await loadGrammar('source.postfix.master')
    fc.assert(
      fc.property(
        fc.oneof(
          configuration.map(({ master }) => master),
          damaged(sampleMaster),
        ),
        text => {
          const plain = text.replaceAll(/[\0\r\v\f\x85\xa0]/g, '')
          const file = parseMasterCf(plain)
          const services = file.lines.flatMap(line => (line.type === 'service' ? [line.service.range.start] : []))
          const tokens = tokenize(plain)
          const seen = starting(tokens, 'entity.name.section.service')
          expect(services.filter(at => !seen.includes(at))).toEqual([])
          expect(starting(tokens, 'punctuation.definition.comment')).toEqual(comments(file))
        },
      ),
      runs(150),
    )
  })
})
