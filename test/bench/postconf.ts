import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodePostconfHost } from '../../src/host/postconf-host.js'
import { postconf } from '../../src/postconf/postconf.js'

/** `postconf -n` over many directories: ours in this one process, the installed one in a process for each. */
const directories = 1000
const program = '/usr/sbin/postconf'

const main = Array.from({ length: 20 }, (_, index) => `own_${index} = value ${index}, $myhostname\n`).join('')
const more = `myhostname = mail.example.com
mydestination = $myhostname, localhost
mynetworks = 127.0.0.0/8 ${'192.0.2.0/24 '.repeat(10)}
smtpd_recipient_restrictions =
    permit_mynetworks,
# clients
    \${{$own_1} == {x} ? {permit} : {reject_unauth_destination}}
`
const master = 'smtp inet n - y - - smtpd\n  -o smtpd_tls_security_level=may\nrelay unix - - y - - smtp\n'

const root = mkdtempSync(join(tmpdir(), 'bench-postconf-'))
try {
  const paths = Array.from({ length: directories }, (_, index) => {
    const directory = join(root, String(index))
    mkdirSync(directory)
    for (const [name, text] of [
      ['main.cf', `${main}${more}relayhost = [relay-${index}.example.com]\n`],
      ['master.cf', master],
    ] as const) {
      writeFileSync(join(directory, name), text)
      // The real program waits for a file that was just written.
      utimesSync(join(directory, name), 1e9, 1e9)
    }
    return directory
  })
  const host = nodePostconfHost()
  const ours = timed(() => {
    for (const path of paths) postconf(['-n', '-c', path], { target: { version: '3.7.11', profile: 'debian' }, host })
  })
  console.log(`postconf -n over ${directories} directories in one process: ${Math.round(ours)} ms`)
  if (existsSync(program)) {
    const real = timed(() => {
      for (const path of paths) spawnSync(program, ['-n', '-c', path])
    })
    console.log(
      `${directories} runs of ${program} -n: ${Math.round(real)} ms, ${(real / ours).toFixed(1)} times as long`,
    )
  }
} finally {
  rmSync(root, { recursive: true })
}

function timed(action: () => void): number {
  const start = performance.now()
  action()
  return performance.now() - start
}
