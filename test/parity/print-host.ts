import { nodeHost } from '../../src/host/machine.js'

// What this machine, or the namespace that this runs in, says about itself; and the addresses of the names asked for.
const host = nodeHost()
const names = process.argv.slice(2).filter(word => word !== '--')
const lookups = Object.fromEntries(names.map(name => [name, host.lookupHost?.(name)]))
process.stdout.write(JSON.stringify({ ...host, lookups }))
