import relay from '../../policies/relay.json?raw'
import tls from '../../policies/tls.json?raw'

/** What the names of policies that come with postfix-lint begin with. */
export const shippedPrefix = 'postfix-lint:'

/** The policies that come with postfix-lint, as texts by their names. */
export const shippedPolicies: Readonly<Record<string, string>> = { relay, tls }
