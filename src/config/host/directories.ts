import { certainText } from '../certain-values.js'
import type { Project } from '../project.js'

/** A parameter that names a directory of Postfix itself. */
export type DirectoryParameter =
  | 'queue_directory'
  | 'data_directory'
  | 'config_directory'
  | 'daemon_directory'
  | 'command_directory'
  | 'meta_directory'
  | 'shlib_directory'

/** The path of one of Postfix's directories; undefined when it is not certain, or there is none (`no`). */
export function directoryOf(project: Project, parameter: DirectoryParameter): string | undefined {
  const text = certainText(project.base, parameter)
  return text?.startsWith('/') ? text.replace(/(?<=.)\/+$/, '') : undefined
}

/** True for a secondary instance of several on one host: it leaves the files that all share alone (`postfix-script`). */
export function isSecondaryInstance(project: Project): boolean {
  const name = certainText(project.base, 'multi_instance_name')
  return name === undefined || name !== ''
}
