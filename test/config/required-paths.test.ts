import { expect, it } from 'vitest'
import { createProject } from '../../src/config/project.js'
import { requiredPaths } from '../../src/config/required-paths.js'
import { SourceText } from '../../src/text/source-text.js'

function pathsOf(main: string, master: string): readonly string[] {
  const file = (name: string, text: string) => new SourceText(name, text)
  const target = { version: '3.11.6', profile: 'upstream' } as const
  return requiredPaths(createProject({ target, main: file('main.cf', main), master: file('master.cf', master) }))
}

it('asks for nothing where no service is chrooted', () => {
  expect(pathsOf('', 'smtp inet n - n - - smtpd\n')).toEqual([])
})

it('asks for the files that a jail needs, inside and outside', () => {
  const paths = pathsOf('queue_directory = /srv/mail/\n', 'smtp inet n - y - - smtpd\n')
  expect(paths).toContain('/etc/resolv.conf')
  expect(paths).toContain('/srv/mail/etc/resolv.conf')
})

it('asks for sockets as a chrooted service sees them', () => {
  const paths = pathsOf('smtpd_milters = { unix:/run/scan.sock, connect_timeout=3s }\n', 'smtp inet n - y - - smtpd\n')
  expect(paths).toContain('/var/spool/postfix/run/scan.sock')
})

it('does not ask when the queue directory cannot be worked out', () => {
  expect(pathsOf('queue_directory = ${oops\n', 'smtp inet n - y - - smtpd\n')).toEqual([])
})
