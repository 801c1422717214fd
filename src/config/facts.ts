import type { PemObject } from './host/pem.js'

/** What is known about one path of the host that the configuration is for. */
export interface PathFact {
  readonly kind: 'file' | 'directory' | 'socket' | 'fifo' | 'other'
  /** Permission bits (`0o644`). */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Bytes. */
  readonly size: number
  /** Last change, in milliseconds since 1970. */
  readonly modified: number
  /** The path after all symbolic links were followed. */
  readonly real?: string
  /** What a symbolic link at the path itself says, as it is written; absent when there is none. */
  readonly link?: string
  /** Text of a small file that was asked for; absent when it was not read. */
  readonly text?: string
  /** Bytes of a file that may be no text (an index), a character each; absent when it was not read. */
  readonly bytes?: string
  /** Equal for files with the same bytes, and for no others (SHA-256); absent when it was not read. */
  readonly digest?: string
  /** Names in a directory, sorted; absent when it was not read, or holds very many. */
  readonly entries?: readonly string[]
  /** What a PEM file holds, keys told from certificates, without anything secret; absent when it was not read. */
  readonly pem?: readonly PemObject[]
}

/**
 * What is known about the host's files, gathered before linting. A rule that gets `unknown` stays silent: in a browser,
 * or without `--root`, everything is unknown.
 */
export interface Facts {
  path(path: string): PathFact | 'missing' | 'unknown'
  /** The time at which the host is looked at, in milliseconds since 1970; absent when it is not known. */
  readonly now?: number
}

/** Nothing is known. */
export const noFacts: Facts = { path: () => 'unknown' }

/**
 * What Postfix asks the host for when main.cf does not say it: `myhostname`, `mydomain` and `mynetworks` come from it
 * (`src/global/mail_params.c`, `mynetworks.c`). What is left out is not known, and so is the default that needs it.
 */
export interface HostDescription {
  /** `gethostname(2)`: with or without a domain. */
  readonly hostname: string
  /** Addresses of the network interfaces that are up, in the order of `getifaddrs(3)`: for `mynetworks`. */
  readonly addresses?: readonly HostAddress[]
  /** False when the system knows no IPv6 at all. */
  readonly ipv6?: boolean
  /** Addresses of a host name in `inet_interfaces`, as text; none when it is not found. */
  lookupHost?(name: string): readonly string[]
}

/** One interface address. */
export interface HostAddress {
  readonly address: string
  /** Length of the network prefix in bits. */
  readonly prefix: number
}
