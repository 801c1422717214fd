import type { Location } from '../../text/range.js'
import { certainText, certainValue } from '../certain-values.js'
import { attributeNamed, readCommandLine } from '../command-attributes.js'
import { disabledServices } from '../disabled-services.js'
import { partOfItem, type ValuePlace, wholeValue } from '../elements.js'
import type { Project } from '../project.js'
import type { Service } from '../service.js'

/** A program that the configuration names by its whole path. */
export interface NamedProgram {
  readonly path: string
  readonly place: ValuePlace | Location
  readonly service?: Service
  /** `daemon`: a service itself; `pipe`, `spawn`: the command of one; `command`, `compressor`: a parameter of main.cf. */
  readonly role: 'daemon' | 'pipe' | 'spawn' | 'command' | 'compressor'
}

/** Parameters with a command line that is run for mail, or for a log file. */
const commandParameters = ['mailbox_command', 'maillog_file_compressor'] as const

/** Characters that make local(8) hand a command to a shell (`src/global/pipe_command.c`). */
const forShell = /[^\w@%+=:,./ -]/

/** The programs that services and main.cf name by their whole path, those switched off left out. */
export function namedPrograms(project: Project): readonly NamedProgram[] {
  const off = disabledServices(project)
  const found: NamedProgram[] = []
  for (const service of project.services) {
    if (off.has(service)) continue
    const line = readCommandLine(project.catalog, service)
    const command = line && attributeNamed(line, 'argv')
    const path = command?.value.text ?? ''
    if (path.startsWith('/')) {
      const place = { text: command?.value ?? service.entry.text, span: { start: 0, end: path.length } }
      found.push({ path, place, service, role: service.program === 'spawn' ? 'spawn' : 'pipe' })
    }
    const daemons = certainText(service.config, 'daemon_directory')
    const { command: daemon } = service.entry
    const daemonPath = daemon.text.startsWith('/')
      ? daemon.text
      : daemons === undefined
        ? ''
        : `${daemons}/${daemon.text}`
    if (daemonPath.startsWith('/')) {
      const place = { file: project.master?.source.name ?? '', range: daemon.range }
      found.push({ path: daemonPath, place, service, role: 'daemon' })
    }
  }
  for (const name of commandParameters) {
    const resolved = certainValue(project.base, name)
    const [path = ''] = (resolved?.text ?? '').split(/[ \t]/, 1)
    if (resolved?.setting === undefined || !path.startsWith('/') || forShell.test(path)) continue
    const place = partOfItem(wholeValue(resolved), 0, path.length)
    found.push({ path, place, role: name === 'mailbox_command' ? 'command' : 'compressor' })
  }
  return found
}
