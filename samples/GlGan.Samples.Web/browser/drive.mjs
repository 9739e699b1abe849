// Drives the page as a person would, by mouse, by touch and by keyboard, at two widths, and takes pictures of it. The server needs a face detector.
//   npm install && node drive.mjs URL PHOTO SOURCE OUT
// PHOTO and SOURCE show a face each, or several. The browser is CHROMIUM, or /usr/bin/chromium.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';

const [url, photo, source, out] = process.argv.slice(2);
const problems = [];
const patience = 120000;
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

for (const [width, isTouch] of [[1280, false], [390, true]]) await byPointer(width, isTouch);
await byKeyboard();
await browser.close();
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'no problem' : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function byPointer(width, isTouch) {
  const page = await open(width, { viewport: { width, height: 900 }, hasTouch: isTouch, isMobile: isTouch, acceptDownloads: true });
  const shoot = name => page.screenshot({ path: join(out, `${width}-${name}.png`), fullPage: true });
  const run = page.getByRole('button', { name: 'Edit the photo' });
  await shoot('1-empty');

  await run.click();
  await expectStatus(page, 'choose a photo', width);
  await drop(page, 'photo', photo);
  await drop(page, 'source', source);
  for (const field of ['photo', 'source']) await framed(page, field, width);
  await shoot('2-framed');
  const others = part(page, 'photo').locator('.frame:enabled[aria-pressed=false]');
  if (await others.count() > 0) {
    await others.first().click();
    if (await part(page, 'photo').locator('.frame').nth(1).getAttribute('aria-pressed') !== 'true') problems.push(`${width}: another face cannot be chosen`);
    await shoot('3-another');
  }

  const zoom = part(page, 'photo').getByRole('button', { name: 'Zoom in' });
  if (await zoom.isVisible()) {
    await zoom.click();
    await shoot('3-zoomed');
  }

  await drag(page, part(page, 'photo').locator('.marker').nth(2), [6, 4], isTouch, width);
  await run.click();
  await expectStatus(page, 'Done', width);
  await slide(page, width);
  await shoot('4-swapped');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
  const file = join(out, `${width}-${download.suggestedFilename()}`);
  await download.saveAs(file);
  if (statSync(file).size < 1000) problems.push(`${width}: the download is empty`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 0) problems.push(`${width}: the page is ${overflow} pixels wider than the window`);
  await page.context().close();
}

// Everything but the choice of the file, whose dialogue belongs to the browser, is done with keys.
async function byKeyboard() {
  const page = await open('keyboard', { viewport: { width: 1280, height: 900 } });
  await page.getByRole('radio', { name: 'Swap the face' }).focus();
  await page.keyboard.press('ArrowDown');
  await tabTo(page, element => element.id === 'photo-file');
  await page.locator('#photo-file').setInputFiles(photo);
  await framed(page, 'photo', 'keyboard');
  await tabTo(page, element => element.classList.contains('marker'));
  const label = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const before = await label();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  if (await label() === before) problems.push('keyboard: the arrow keys do not move a point');
  await tabTo(page, element => element.classList.contains('clear'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await framed(page, 'photo', 'keyboard, placed by hand');
  await page.screenshot({ path: join(out, 'keyboard.png'), fullPage: true });
  await tabTo(page, element => element.id === 'run');
  await page.keyboard.press('Enter');
  await expectStatus(page, 'Done', 'keyboard');
  if (await page.evaluate(() => document.activeElement.id) !== 'result-title') problems.push('keyboard: the focus is not on the result');
  await tabTo(page, element => element.type === 'range');
  await page.keyboard.press('End');
  if (await split(page) !== '100%') problems.push('keyboard: the slider does not move');
  await page.context().close();
}

async function open(where, options) {
  const page = await (await browser.newContext(options)).newPage();
  page.on('console', message => message.type() === 'error' && problems.push(`${where}: console: ${message.text()}`));
  page.on('pageerror', error => problems.push(`${where}: ${error}`));
  page.on('request', request => /^https?:/.test(request.url()) && !request.url().startsWith(url) && problems.push(`${where}: asks for ${request.url()}`));
  await page.goto(url, { waitUntil: 'networkidle' });
  return page;
}

function part(page, field) {
  return page.locator(`face-photo[data-field=${field}]`);
}

async function drop(page, field, file) {
  const dataTransfer = await page.evaluateHandle(([name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], name));
    return transfer;
  }, [basename(file), readFileSync(file).toString('base64')]);
  for (const event of ['dragover', 'drop']) await part(page, field).locator('.board').dispatchEvent(event, { dataTransfer });
}

async function framed(page, field, where) {
  try {
    await part(page, field).locator('.frame[aria-pressed=true]').waitFor({ timeout: patience });
    const points = await part(page, field).locator('.marker').count();
    if (points !== 5) problems.push(`${where}: the face of '${field}' has ${points} points`);
  } catch {
    problems.push(`${where}: no frame in '${field}', which says '${await part(page, field).locator('.told').textContent()}'`);
  }
}

async function drag(page, marker, [dx, dy], isTouch, where) {
  const before = await marker.getAttribute('aria-label');
  await marker.scrollIntoViewIfNeeded();
  const box = await marker.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (isTouch) {
    const touches = await page.context().newCDPSession(page);
    const touch = (type, touchPoints) => touches.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', [{ x, y }]);
    await touch('touchMove', [{ x: x + dx, y: y + dy }]);
    await touch('touchEnd', []);
  } else {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + dx, y + dy);
    await page.mouse.up();
  }
  if (await marker.getAttribute('aria-label') === before) problems.push(`${where}: a point cannot be dragged`);
}

function split(page) {
  return page.locator('.stage').evaluate(stage => stage.style.getPropertyValue('--at'));
}

async function slide(page, where) {
  const slider = page.getByRole('slider');
  const start = await slider.inputValue();
  await page.locator('.stage').click({ position: { x: 5, y: 20 } });
  const left = await slider.inputValue();
  await slider.fill(start);
  if (left > 10 || await split(page) !== `${start}%`) problems.push(`${where}: the slider does not move`);
}

async function expectStatus(page, text, where) {
  try {
    await page.waitForFunction(wanted => document.getElementById('status').textContent.includes(wanted), text, { timeout: patience });
  } catch {
    problems.push(`${where}: the status says '${await page.locator('#status').textContent()}', not '${text}'`);
  }
}

async function tabTo(page, isTarget) {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`(${isTarget})(document.activeElement)`)) return;
  }
  problems.push(`keyboard: Tab does not reach ${isTarget}`);
}
