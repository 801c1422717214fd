import type { HostDescription } from '../config/facts.js'

/** What postconf(1) needs of the machine it runs on. Texts hold one byte in each character (Latin-1). */
export interface PostconfHost extends HostDescription {
  readonly processId: number
  /** Reads a file; otherwise gives the system's words for what went wrong. */
  readFile(path: string): FileText | FileFault
  /** Puts a file in place of another in one step. Gives what went wrong, in Postfix's words. */
  replaceFile(path: string, text: string): string | undefined
  /** The other forms of a domain name with letters outside ASCII; undefined when it is none. */
  domainToAscii(name: string): string | undefined
  domainToUnicode(name: string): string | undefined
}

/** The content of a file. */
export interface FileText {
  readonly text: string
}

/** Why there is no content. */
export interface FileFault {
  /** `denied`: it is there, but may not be read; `irregular`: it is no file. */
  readonly kind: 'denied' | 'irregular' | 'other'
  /** As strerror(3) has it. */
  readonly message: string
}
