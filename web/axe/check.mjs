// Holds pages against the rules of axe: node check.mjs [--whole] PAGE.html...
//
// Each page is opened at the width of a desktop and of a phone, light and dark,
// with all <details> closed and open. Besides axe's rules (A and AA of WCAG 2.0 to
// 2.2, best practices, experimental ones) a page must ask nothing of the network
// and must not scroll sideways. What is wrong is printed and the exit code is 1;
// it is 2 if the check itself cannot be made.
//
// Light and dark differ in colours alone, so that dark is held against the rules
// on colours. The marks and words inside a chart are taken out before: to axe a
// chart is one picture, and it cannot tell what words in it stand on; that they
// can be read is a test of the palette. --whole leaves everything in, and holds
// all views against all rules.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// The browser is that of the system: npm brings the rules and a way to drive it.
const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// No sandbox, since builds run as root in containers; the rest keeps the browser
// from calling home.
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

const widths = { desktop: 1280, phone: 360 }
const schemes = ['light', 'dark']

// The rows of a table are made alike, and axe takes as long for each: these many
// of a body stand for the rest.
const mostRows = 8

async function main(args) {
  const whole = args.includes('--whole')
  const names = args.filter((a) => a !== '--whole')
  const missing = names.filter((n) => !existsSync(n))
  if (names.length === 0 || missing.length > 0) {
    throw new Error(missing.length > 0 ? `no such page: ${missing.join(', ')}` : 'want pages: node check.mjs [--whole] PAGE.html...')
  }
  const program = browsers.find((b) => b && existsSync(b))
  if (!program) {
    throw new Error('no browser: install chromium, or name one in the variable CHROMIUM')
  }
  const home = mkdtempSync(join(tmpdir(), 'undercut-axe-'))
  try {
    const browser = await chromium.launchPersistentContext(home, { executablePath: program, headless: true, args: flags })
    try {
      const bad = await Promise.all(names.map((name) => checkPage(browser, name, whole)))
      return bad.reduce((a, b) => a + b, 0)
    } finally {
      await browser.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

// checkPage opens a page in every view, tells what is wrong and counts it.
async function checkPage(browser, name, whole) {
  const lines = []
  let views = 0
  let unsure = 0
  for (const [device, width] of Object.entries(widths)) {
    for (const colorScheme of schemes) {
      for (const open of [false, true]) {
        const found = await checkView(browser, name, { width, colorScheme, open, whole })
        const view = `${name}, ${device} ${width} px, ${colorScheme}, details ${open ? 'open' : 'closed'}`
        lines.push(...found.wrong.map((w) => `${view}: ${w}`))
        unsure = Math.max(unsure, found.unsure)
        views++
      }
    }
  }
  const bad = lines.length
  console.log([...lines, `${name}: ${bad} violations in ${views} views; of at most ${unsure} elements a view axe cannot tell`].join('\n'))
  return bad
}

async function checkView(browser, name, { width, colorScheme, open, whole }) {
  const page = await browser.newPage()
  const wrong = []
  try {
    page.on('request', (r) => {
      if (!/^(file|data):/.test(r.url())) wrong.push(`asks for ${r.url()}`)
    })
    page.on('pageerror', (e) => wrong.push(`a script fails: ${e.message}`))
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(pathToFileURL(resolve(name)).href)
    await page.evaluate((o) => document.querySelectorAll('details').forEach((d) => { d.open = o }), open)
    wrong.push(...await page.evaluate(sideways))
    if (!whole) await page.evaluate(thin, mostRows)
    await page.evaluate(axe)
    const { violations, unsure } = await page.evaluate(rules, colorScheme === 'dark' && !whole)
    for (const v of violations) {
      wrong.push(...v.nodes.map((n) => `${v.id} (${v.impact}): ${v.help}\n    ${n.target}\n    ${n.html}`))
    }
    return { wrong, unsure }
  } finally {
    await page.close()
  }
}

// sideways names what sticks out of a page that scrolls sideways.
function sideways() {
  const room = document.documentElement.clientWidth
  const need = document.documentElement.scrollWidth
  if (need <= room) return []
  const out = [...document.body.querySelectorAll('*')]
    .filter((e) => e.getBoundingClientRect().right > room + 1 && !e.closest('.scroll'))
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 80))
  return [`scrolls sideways, ${need} px in ${room}:\n    ${out.join('\n    ')}`]
}

// thin takes out what is there many times over.
function thin(rows) {
  document.querySelectorAll(`tbody > tr:nth-child(n + ${rows + 1}), svg.chart > :not(title, desc)`).forEach((e) => e.remove())
}

// rules runs every rule but those of level AAA, also those that axe leaves out
// unless asked.
async function rules(onlyColours) {
  const names = window.axe.getRules()
    .filter((r) => !r.tags.includes('wcag2aaa') && (!onlyColours || r.tags.includes('cat.color')))
    .map((r) => r.ruleId)
  const result = await window.axe.run(document, { runOnly: { type: 'rule', values: names }, resultTypes: ['violations', 'incomplete'] })
  const show = (n) => ({ target: n.target.join(' '), html: n.html.slice(0, 160) })
  return {
    violations: result.violations.map((v) => ({ id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(show) })),
    unsure: result.incomplete.reduce((sum, v) => sum + v.nodes.length, 0),
  }
}

try {
  process.exitCode = await main(process.argv.slice(2)) > 0 ? 1 : 0
} catch (e) {
  console.error(`axe: ${e.message.split('\n')[0]}`)
  process.exitCode = 2
}
