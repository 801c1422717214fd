import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { postconf } from '../../src/postconf/postconf.js'
import { memoryHost } from './memory-host.js'
import { readCase } from './recorded-case.js'

const folder = new URL('../../fixtures/postconf/cases/', import.meta.url)

describe.each(readdirSync(folder).filter(file => file.endsWith('.json')))('recorded case %s', name => {
  const { version, files, runs } = readCase(readFileSync(new URL(name, folder), 'utf8'))
  const inPlace = Object.fromEntries(Object.entries(files).map(([file, text]) => [`/etc/postfix/${file}`, text]))

  it.each(runs.map(run => [run.args.join(' '), run] as const))('postconf %s', (_, run) => {
    const host = memoryHost(inPlace)
    const { stdout, stderr, status } = postconf(['-c', '/etc/postfix', ...run.args], {
      target: { version, profile: 'debian' },
      host,
    })
    const said = [...stderr.split('\n')].filter(line => line !== '').sort()
    expect({ stdout, said, status }).toEqual({ stdout: run.stdout, said: run.stderr, status: run.status })
    const after = Object.fromEntries([...host.written].map(([path, text]) => [path.replace('/etc/postfix/', ''), text]))
    const changed = Object.fromEntries(Object.entries(after).filter(([file, text]) => text !== files[file]))
    expect(changed).toEqual(run.after ?? {})
  })
})
