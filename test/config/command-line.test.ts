import { expect, it } from 'vitest'
import { latestVersion } from '../../src/catalog/versions.js'
import { readCommandLine } from '../../src/config/command-line.js'
import { createProject } from '../../src/config/project.js'
import { SourceText } from '../../src/text/source-text.js'

/** Options as `name: value + rest`, strays as `kind: words`. */
function read(command: string): readonly string[] {
  const master = new SourceText('master.cf', `x inet n - n - - ${command}\n`)
  const { catalog, services } = createProject({ master, target: { version: latestVersion(), profile: 'upstream' } })
  const program = services[0] && catalog.program(services[0].program)
  if (services[0] === undefined || program === undefined) throw new Error(`no service in ${command}`)
  const { options, strays } = readCommandLine(services[0], catalog, program)
  return [
    ...options.map(({ name, value, rest }) => `${name}: ${[value, ...rest].map(word => word?.text ?? '').join(' + ')}`),
    ...strays.map(({ kind, words }) => `${kind}: ${words.map(word => word.text).join(' ')}`),
  ]
}

it.each([
  ['smtpd -o a=b -oc=d -vo e=f', ['a: a=b', 'c: c=d', 'e: e=f']],
  ['smtpd -o a = b -o c = d', ['a: a + = + b', 'c: c + = + d']],
  ['smtpd -o a=b, c, d', ['a: a=b, + c, + d']],
  ['smtpd -o { a = b, c } -o d=e', ['a: { a = b, c }', 'd: d=e']],
  ['smtpd -o a=b # note -v', ['a: a=b', 'comment: # note']],
  ['smtpd \u2013o a=b', ['dash: \u2013o a=b']],
  ['smtpd -o a=b smtpd_timeout=5s', ['a: a=b', 'setting: smtpd_timeout=5s']],
  ['smtpd -i 5 -o', [': ']],
  ['pipe -o a = b flags=R user=x argv=/bin/y -o c = d', ['a: a + = + b']],
])('reads %s', (command, expected) => {
  expect(read(command)).toEqual(expected)
})
