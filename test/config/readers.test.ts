import { expect, it } from 'vitest'
import { disabledServices } from '../../src/config/disabled-services.js'
import { namesInReachedLoops } from '../../src/config/reached-loops.js'
import { readersOf } from '../../src/config/readers.js'
import { serviceNeed } from '../../src/config/service-needs.js'
import { entriesOfWellKnown, nameOfWellKnown } from '../../src/config/well-known-services.js'
import { projectOf } from './project-of.js'

const smtpd = 'smtp inet n - y - - smtpd\n'

/** What is known of the readers of a setting of main.cf, the last of its name. */
function readers(name: string, main: string, master?: string) {
  const project = projectOf(main, master)
  const setting = project.settings.find(each => each.name === name)
  const parameter = project.catalog.parameter(name) ?? project.catalog.transportFamily(name)
  if (setting === undefined || parameter === undefined) throw new Error(name)
  return readersOf({ project, setting, parameter })
}

it.each<[name: string, main: string, master: string | undefined, known: string, stop: string]>([
  ['smtpd_timeout', 'smtpd_timeout = 1\n', undefined, 'assumed', '`smtpd` stops'],
  ['smtpd_timeout', 'smtpd_timeout = 1\n', smtpd, 'certain', '`smtpd` stops'],
  ['smtpd_timeout', 'smtpd_timeout = 1\n', 'x unix - - y - - smtp\n', 'nobody', '`smtpd` stops'],
  ['smtpd_timeout', 'smtpd_timeout = 1\n', 'smtp inet n - y - - smtpd -o smtpd_timeout=2\n', 'nobody', '`smtpd` stops'],
  ['smtpd_timeout', 'smtpd_timeout = 1\nsmtpd_timeout = 2\n', smtpd, 'nobody', '`smtpd` stops'],
  ['myhostname', 'myhostname = a.example\n', '', 'certain', 'every Postfix program stops'],
  ['smtp_connect_timeout', 'smtp_connect_timeout = 1\n', 'x unix - - y - - lmtp\n', 'nobody', '`smtp` stops'],
  [
    'x_destination_recipient_limit',
    'x_destination_recipient_limit = 1\n',
    `x unix - - y - - smtp\nqmgr unix n - n 300 1 qmgr\n`,
    'certain',
    '`qmgr` stops',
  ],
  [
    'y_destination_recipient_limit',
    'y_destination_recipient_limit = 1\n',
    `x unix - - y - - smtp\nqmgr unix n - n 300 1 qmgr\n`,
    'nobody',
    '`qmgr` stops',
  ],
  ['x_time_limit', 'x_time_limit = 1\n', 'x unix - n n - - pipe user=x argv=y\n', 'certain', '`pipe` and `spawn` stop'],
  ['x_time_limit', 'x_time_limit = 1\n', 'y unix - n n - - pipe user=x argv=y\n', 'nobody', '`pipe` and `spawn` stop'],
])('who reads %s of %j, %j', (name, main, master, known, stop) => {
  expect(readers(name, main, master)).toEqual({ known, stop })
})

it('a -o is read by its own service alone', () => {
  const project = projectOf(
    'relayhost =\n',
    'smtp inet n - y - - smtpd -o smtpd_timeout=1 -o smtpd_timeout=2 -o smtp_bind_address=x\n',
  )
  const [service] = project.services
  const known = (service?.overrides ?? []).map(setting => {
    const parameter = project.catalog.parameter(setting.name)
    return parameter && readersOf({ project, setting, parameter, service })
  })
  expect(known).toEqual([
    { known: 'nobody', stop: '`smtpd` stops' },
    { known: 'certain', stop: '`smtpd` stops' },
    { known: 'nobody', stop: '`smtpd` stops' },
  ])
})

it('a program reaches the loops that its own parameters lead to', () => {
  const main = 'a = $b\nb = $a\nc = $c\nrelayhost = x$a\n'
  const { base, services, catalog } = projectOf(
    main,
    'x unix - - y - - smtp -o relayhost=y -o myorigin=$c\nsmtp inet n - y - - smtpd\n',
  )
  const isParameter = (name: string) => catalog.parameter(name) !== undefined
  expect([...namesInReachedLoops(base, isParameter)].sort()).toEqual(['a', 'b'])
  const [own, plain] = services
  expect(own && [...namesInReachedLoops(own.config, isParameter)]).toEqual(['c'])
  expect(plain && [...namesInReachedLoops(plain.config, isParameter)].sort()).toEqual(['a', 'b'])
})

it.each<[name: string, main: string, master: string, needed: boolean]>([
  ['cleanup', '', '', true],
  ['nothing', '', '', false],
  ['constructor', '', '', false],
  ['anvil', '', smtpd, true],
  ['anvil', '', '', false],
  ['tlsmgr', 'smtp_tls_security_level = may\n', 'x unix - - y - - smtp\n', true],
  ['tlsmgr', 'smtp_tls_security_level = none\n', 'x unix - - y - - smtp\n', false],
  ['tlsmgr', 'smtpd_tls_security_level = $myhostname\n', smtpd, false],
  ['proxymap', 'local_recipient_maps =\n', smtpd, false],
  ['proxymap', 'local_recipient_maps =\nvirtual_alias_maps = proxy:hash:/a\n', smtpd, true],
  ['proxymap', 'local_recipient_maps = proxy:unix:passwd.byname\n', smtpd, true],
  ['proxymap', 'local_recipient_maps =\n', 'smtp inet n - y - - smtpd -o relay_domains=proxy:hash:/a\n', true],
  ['proxywrite', 'address_verify_map = proxy:btree:/a\n', smtpd, true],
  ['verify', 'smtpd_recipient_restrictions = REJECT_unverified_recipient\n', smtpd, true],
  ['verify', 'smtpd_recipient_restrictions = permit\n', smtpd, false],
  ['tlsproxy', 'smtp_tls_connection_reuse = YES\n', 'x unix - - y - - smtp\n', true],
  ['dnsblog', 'postscreen_dnsbl_sites = bl.example.com\n', 'smtp inet n - y - 1 postscreen\n', true],
  ['dnsblog', 'postscreen_dnsbl_sites = bl.example.com\n', smtpd, false],
])('needs %s with %j and %j: %s', (name, main, master, needed) => {
  expect(serviceNeed(projectOf(`x = y\n${main}`, master), name) !== undefined).toBe(needed)
})

it.each<[value: string, off: string]>([
  ['', ''],
  ['smtp/inet', 'smtp/inet'],
  ['inet', 'smtp/inet a/inet'],
  ['!smtp/inet inet', 'a/inet'],
  ['!!smtp/INET', 'smtp/inet'],
  ['b/inet', ''],
])('master_service_disable = %s switches off %j', (value, off) => {
  const project = projectOf(
    `master_service_disable = ${value}\n`,
    `${smtpd}a inet n - y - - smtpd\nb unix - - y - - smtp\n`,
  )
  expect([...disabledServices(project)].map(service => service.label).join(' ')).toBe(off)
})

it('a well-known service goes by the name that its parameter gives', () => {
  const master = 'cleanup unix n - y - 0 cleanup\nwash unix n - y - 0 cleanup\n'
  const entries = (main: string) => {
    const project = projectOf(main, master)
    const known = project.catalog.wellKnownService('cleanup')
    return known && [nameOfWellKnown(project, known), entriesOfWellKnown(project, known).length]
  }
  expect(entries('x = y\n')).toEqual(['cleanup', 1])
  expect(entries('cleanup_service_name = wash\n')).toEqual(['wash', 1])
  expect(entries('cleanup_service_name = nobody\n')).toEqual(['nobody', 0])
  expect(entries('cleanup_service_name =\n')).toEqual([undefined, 0])
  expect(entries('cleanup_service_name = $myhostname\n')).toEqual([undefined, 0])
})
