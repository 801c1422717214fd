import { readFileSync } from 'node:fs'
import { parseMasterCf } from '../../src/syntax/master-cf.js'
import type { ServiceLine } from '../../src/syntax/nodes.js'

const stockPath = '/usr/share/postfix/master.cf.dist'

/** Without any of these, a master.cf is the part of one that an example is about. */
const core: ReadonlySet<string> = new Set(['pickup', 'cleanup', 'qmgr'])

/**
 * A master.cf that can be run: to an example that shows only the services it is about, the others of the stock
 * master.cf are added. One that has a core service is taken as it is: it may be about one that is missing.
 */
export function completeMaster(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const master = files.get('master.cf')
  if (master === undefined) return files
  const own = servicesOf(master)
  if (own.some(({ command }) => core.has(command.text))) return files
  const names = new Set(own.map(key))
  const stock = readFileSync(stockPath, 'utf8')
  const added = servicesOf(stock).filter(service => !names.has(key(service)))
  const lines = added.map(({ range }) => stock.slice(range.start, range.end))
  return new Map([...files, ['master.cf', `${master.replace(/\n?$/, '\n')}${lines.join('')}`]])
}

function servicesOf(text: string): readonly ServiceLine[] {
  return parseMasterCf(text).lines.filter(line => line.type === 'service')
}

function key({ service, transport }: ServiceLine): string {
  return `${service.text}/${transport.text}`
}
