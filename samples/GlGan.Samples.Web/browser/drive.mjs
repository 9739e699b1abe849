// Drives the page as a person would, by mouse and by keyboard, at two widths, and takes pictures of it.
//   npm install && node drive.mjs URL PHOTO PHOTO-LANDMARKS SOURCE SOURCE-LANDMARKS OUT
// Landmarks are "x,y x,y x,y x,y x,y" in pixels of the photo. The browser is CHROMIUM, or /usr/bin/chromium.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [url, photo, photoLandmarks, source, sourceLandmarks, out] = process.argv.slice(2);
const parse = text => text.trim().split(/\s+/).map(point => point.split(',').map(Number));
const problems = [];
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

for (const width of [1280, 390]) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, acceptDownloads: true });
  page.on('console', message => message.type() === 'error' && problems.push(`${width}: console: ${message.text()}`));
  page.on('pageerror', error => problems.push(`${width}: ${error}`));
  page.on('request', request => /^https?:/.test(request.url()) && !request.url().startsWith(url) && problems.push(`${width}: asks for ${request.url()}`));
  await page.goto(url);
  await page.screenshot({ path: join(out, `${width}-1-empty.png`), fullPage: true });

  await page.getByRole('button', { name: 'Edit the photo' }).click();
  await expectStatus(page, 'choose a photo', width);
  await mark(page, 'photo', photo, parse(photoLandmarks));
  await mark(page, 'source', source, parse(sourceLandmarks));
  await page.screenshot({ path: join(out, `${width}-2-marked.png`), fullPage: true });
  await page.getByRole('button', { name: 'Edit the photo' }).click();
  await expectStatus(page, 'Done', width);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
  const file = join(out, `${width}-${download.suggestedFilename()}`);
  await download.saveAs(file);
  if (statSync(file).size < 1000) problems.push(`${width}: the download is empty`);
  await page.screenshot({ path: join(out, `${width}-3-swapped.png`), fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 0) problems.push(`${width}: the page is ${overflow} pixels wider than the window`);
  await page.close();
}

await byKeyboard();
await browser.close();
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'no problem' : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function mark(page, field, file, points) {
  const part = page.locator(`face-photo[data-field=${field}]`);
  await part.locator('input[type=file]').setInputFiles(file);
  const image = part.locator('.board img');
  await image.waitFor({ state: 'visible' });
  const natural = await image.evaluate(element => [element.naturalWidth, element.naturalHeight]);
  for (const [x, y] of points) {
    const box = await image.boundingBox();
    await image.click({ position: { x: x * box.width / natural[0], y: y * box.height / natural[1] } });
  }
}

async function expectStatus(page, text, where) {
  try {
    await page.waitForFunction(wanted => document.getElementById('status').textContent.includes(wanted), text, { timeout: 20000 });
  } catch {
    problems.push(`${where}: the status says '${await page.locator('#status').textContent()}', not '${text}'`);
  }
}

// Everything but the choice of the file, whose dialogue belongs to the browser, is done with keys.
async function byKeyboard() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('console', message => message.type() === 'error' && problems.push(`keyboard: console: ${message.text()}`));
  await page.goto(url);
  await page.getByRole('radio', { name: 'Swap the face' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('#photo-file').setInputFiles(photo);
  await page.locator('face-photo[data-field=photo] .place:enabled').waitFor();
  await page.locator('#photo-file').focus();
  await tabTo(page, element => element.classList.contains('place'));
  await page.keyboard.press('Enter');
  const label = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const before = await label();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  if (await label() === before) problems.push('keyboard: the arrow keys do not move a point');
  await page.screenshot({ path: join(out, 'keyboard.png'), fullPage: true });
  await tabTo(page, element => element.id === 'run');
  await page.keyboard.press('Enter');
  await expectStatus(page, 'Done', 'keyboard');
  if (await page.evaluate(() => document.activeElement.id) !== 'result-title') problems.push('keyboard: the focus is not on the result');
  await page.close();
}

async function tabTo(page, isTarget) {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`(${isTarget})(document.activeElement)`)) return;
  }
  problems.push(`keyboard: Tab does not reach ${isTarget}`);
}
