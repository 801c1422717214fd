import { certainText } from '../certain-values.js'
import { attributeNamed, readCommandLine } from '../command-attributes.js'
import type { ValuePlace } from '../elements.js'
import type { Project } from '../project.js'
import type { Service } from '../service.js'
import { type Account, type AccountGroup, type Accounts, accountsOf } from './accounts.js'

/** The accounts that Postfix itself lives by; each undefined when it is not known. */
export interface MailAccounts {
  /** `mail_owner`: owns the queue. */
  readonly owner?: Account
  /** `default_privs`: runs commands and writes files of aliases that belong to root. */
  readonly unprivileged?: Account
  /** `setgid_group`: may submit mail and look at the queue. */
  readonly submission?: AccountGroup
}

/** Looks up the accounts that main.cf names, or Postfix names by itself. */
export function mailAccounts(project: Project): MailAccounts {
  const accounts = accountsOf(project.facts)
  const found = (name: string) => certainText(project.base, name)
  const owner = known(accounts, 'user', found('mail_owner'))
  const unprivileged = known(accounts, 'user', found('default_privs'))
  const submission = known(accounts, 'group', found('setgid_group'))
  return { ...(owner && { owner }), ...(unprivileged && { unprivileged }), ...(submission && { submission }) }
}

function known<K extends 'user' | 'group'>(
  accounts: Accounts,
  kind: K,
  name: string | undefined,
): Exclude<ReturnType<Accounts[K]>, string> | undefined
function known(accounts: Accounts, kind: 'user' | 'group', name: string | undefined) {
  if (name === undefined) return undefined
  const entry = accounts[kind](name)
  return typeof entry === 'string' ? undefined : entry
}

/** The `user=NAME:GROUP` of a pipe(8) or spawn(8) service. */
export interface CommandUser {
  readonly service: Service
  readonly user: ValuePlace & { readonly value: string }
  readonly group?: ValuePlace & { readonly value: string }
}

/** Reads for whom a service runs its command; undefined when it does not say. */
export function commandUser(project: Project, service: Service): CommandUser | undefined {
  const line = readCommandLine(project.catalog, service)
  const attribute = line && attributeNamed(line, 'user')
  if (attribute === undefined) return undefined
  const { text } = attribute.value
  const colon = text.indexOf(':')
  const part = (start: number, end: number) => ({
    text: attribute.value,
    span: { start, end },
    value: text.slice(start, end),
  })
  const user = part(0, colon < 0 ? text.length : colon)
  if (user.value === '') return undefined
  return colon < 0 ? { service, user } : { service, user, group: part(colon + 1, text.length) }
}
