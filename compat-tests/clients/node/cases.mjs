// Runs the cases of one client, and prints a line for each: PASS, FAIL or SKIP, the feature, and why, with tabs
// between.

import { deepStrictEqual } from 'node:assert'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'

const WITHIN_MS = 60_000
const CASE_AT_MOST_MS = 60_000

const [, , bootstrapServer, runName] = process.argv

export const bootstrap = bootstrapServer

// A name nobody else uses.
export const name = what => `${runName}-${what}`

export class Skipped extends Error {}

export function expect (expected, actual) {
  deepStrictEqual(actual, expected)
}

// Asks until the condition holds.
export async function soon (what, condition) {
  const deadline = Date.now() + WITHIN_MS
  for (;;) {
    const answer = await condition()
    if (answer) {
      return answer
    }
    if (Date.now() > deadline) {
      throw new Error(`expected within ${WITHIN_MS / 1000} s: ${what}`)
    }
    await pause(20)
  }
}

export const values = count =>
  Array.from({ length: count }, (_, i) => `value ${i} of many that look much like each other`)

export async function run (packageName, cases) {
  const require = createRequire(import.meta.url)
  report('VERSION', require(`./node_modules/${packageName}/package.json`).version)
  for (const [feature, check] of cases) {
    try {
      await within(check())
      report('PASS', feature)
    } catch (error) {
      report(error instanceof Skipped ? 'SKIP' : 'FAIL', feature, why(error))
    }
  }
  report('END')
  process.exit(0)
}

async function within (promise) {
  const timer = new AbortController()
  const late = pause(CASE_AT_MOST_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`not done within ${CASE_AT_MOST_MS / 1000} s`)
  })
  late.catch(() => {})
  try {
    await Promise.race([promise, late])
  } finally {
    timer.abort()
  }
}

function why (error) {
  const parts = [error.message, ...(error.errors ?? []).map(each => each.message)]
  return parts.join('; ').replace(/\s+/g, ' ').slice(0, 300)
}

function report (...parts) {
  process.stdout.write(parts.join('\t') + '\n')
}
