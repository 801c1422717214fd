import type { PathFact } from '../../src/config/facts.js'
import type { Example } from '../../src/rules/define.js'
import type { HostFile } from './postfix.js'

/** Lists of accounts: an example may have its own, and the machine keeps its own. */
const accountFiles: readonly string[] = ['/etc/passwd', '/etc/group']

/** What an example says of the host, as files to be made: what belongs to an account belongs to that of this machine. */
export function hostFiles(example: Example): ReadonlyMap<string, HostFile | null> {
  const { files = {} } = example
  const userOf = nameFrom(files['/etc/passwd'])
  const groupOf = nameFrom(files['/etc/group'])
  const made = new Map<string, HostFile | null>()
  for (const [path, fact] of Object.entries(files)) {
    if (accountFiles.includes(path)) continue
    made.set(path, fact === 'missing' ? null : fileOf(path, fact, userOf, groupOf))
  }
  return made
}

type NameOf = (number: number) => string | number

function fileOf(path: string, fact: Partial<PathFact>, userOf: NameOf, groupOf: NameOf): HostFile {
  const { kind = 'file', mode = 0o644, uid = 0, gid = 0, modified, real, link, entries } = fact
  const target = link ?? (real === undefined || real === path ? undefined : real)
  const text = fact.bytes ?? fact.text
  return {
    kind,
    mode,
    user: userOf(uid),
    group: groupOf(gid),
    ...(text !== undefined && { text }),
    ...(fact.bytes !== undefined && { bytes: true }),
    ...(modified !== undefined && { modified: modified / 1000 }),
    ...(target !== undefined && { link: target }),
    ...(entries !== undefined && { entries }),
  }
}

/** Names by number, as the `name:x:number:` lines of a file have them. */
function nameFrom(file: Partial<PathFact> | 'missing' | undefined): NameOf {
  const text = file === undefined || file === 'missing' ? '' : (file.text ?? '')
  const names = new Map(text.split('\n').map(line => [Number(line.split(':')[2]), line.split(':')[0] ?? '']))
  return number => (number === 0 ? 'root' : (names.get(number) ?? number))
}
