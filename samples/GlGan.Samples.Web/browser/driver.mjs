// A browser, and what people do with the page.
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';

const patience = 120000;

const devices = {
  desktop: { viewport: { width: 1280, height: 800 }, acceptDownloads: true },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, acceptDownloads: true },
};

export class Driver {
  problems = [];

  constructor(browser, url, out) {
    [this.browser, this.url, this.out] = [browser, url, out];
  }

  static async launch(url, out) {
    mkdirSync(out, { recursive: true });
    return new Driver(await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] }), url, out);
  }

  close() { return this.browser.close(); }

  /** Opens the page; answers put others in the place of the server's, by address. */
  async open(device, answers = {}) {
    const page = await (await this.browser.newContext(devices[device])).newPage();
    page.on('console', message => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && this.problems.push(`${device}: console: ${message.text()}`));
    page.on('pageerror', error => this.problems.push(`${device}: ${error}`));
    page.on('request', request => /^https?:/.test(request.url()) && !request.url().startsWith(this.url) && this.problems.push(`${device}: asks for ${request.url()}`));
    for (const [address, answer] of Object.entries(answers)) await page.route(address, answer);
    page.setDefaultTimeout(patience);
    await page.goto(this.url, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => document.querySelectorAll('.pictures').length > 0 && [...document.querySelectorAll('.pictures')].every(part => part.childElementCount > 0));
    await page.waitForFunction(() => [...document.querySelectorAll('.pictures img')].every(picture => picture.complete || picture.getBoundingClientRect().top > 2 * innerHeight));
    return new Page(this, page, device);
  }
}

class Page {
  constructor(driver, page, device) {
    [this.driver, this.page, this.device] = [driver, page, device];
  }

  get isTouch() { return this.device === 'phone'; }
  get run() { return this.button('Edit the photo'); }

  file(name) { return join(this.driver.out, `${this.device}-${name}`); }

  part(field) { return this.page.locator(`face-photo[data-field=${field}]`); }

  button(name) { return this.page.getByRole('button', { name }); }

  close() { return this.page.context().close(); }

  /** Takes a picture, and sees whether it has to be scrolled sideways. */
  async shoot(name, fullPage = true) {
    await this.page.screenshot({ path: this.file(`${name}.png`), fullPage });
    const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    this.expect(over <= 0, `${name}: the page is ${over} pixels wider than the window`);
  }

  expect(isSo, otherwise) {
    if (!isSo) this.driver.problems.push(`${this.device}: ${otherwise}`);
  }

  async expectText(locator, wanted) {
    try {
      await locator.filter({ hasText: wanted }).waitFor({ timeout: patience });
    } catch {
      this.expect(false, `'${await locator.textContent()}' is said, not '${wanted}'`);
    }
  }

  expectStatus(wanted) { return this.expectText(this.page.locator('#status'), wanted); }

  async drop(field, file) {
    const dataTransfer = await this.page.evaluateHandle(([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], name));
      return transfer;
    }, [basename(file), readFileSync(file).toString('base64')]);
    for (const event of ['dragover', 'drop']) await this.part(field).locator('.board').dispatchEvent(event, { dataTransfer });
  }

  async expectFrame(field) {
    try {
      await this.part(field).locator('.frame[aria-pressed=true]').waitFor({ timeout: patience });
      const points = await this.part(field).locator('.marker').count();
      this.expect(points === 5, `the face of '${field}' has ${points} points`);
    } catch {
      this.expect(false, `no frame in '${field}', which says '${await this.part(field).locator('.told').textContent()}'`);
    }
  }

  /** Presses a point, moves it, does something, and lets it go. */
  async drag(marker, [dx, dy], meanwhile = () => {}) {
    const before = await marker.getAttribute('aria-label');
    await marker.scrollIntoViewIfNeeded();
    const box = await marker.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (this.isTouch) {
      const touches = await this.page.context().newCDPSession(this.page);
      const touch = (type, touchPoints) => touches.send('Input.dispatchTouchEvent', { type, touchPoints });
      await touch('touchStart', [{ x, y }]);
      await touch('touchMove', [{ x: x + dx, y: y + dy }]);
      await meanwhile();
      await touch('touchEnd', []);
    } else {
      await this.page.mouse.move(x, y);
      await this.page.mouse.down();
      await this.page.mouse.move(x + dx, y + dy);
      await meanwhile();
      await this.page.mouse.up();
    }

    this.expect(await marker.getAttribute('aria-label') !== before, 'a point cannot be dragged');
  }

  /** Clicks, or taps, a place of a photo, in fractions of what is seen of it. */
  async pressAt(field, [x, y]) {
    const board = this.part(field).locator('.board');
    await board.scrollIntoViewIfNeeded();
    const box = await board.boundingBox();
    const [left, top] = [box.x + x * box.width, box.y + y * box.height];
    await (this.isTouch ? this.page.touchscreen.tap(left, top) : this.page.mouse.click(left, top));
  }

  split() { return this.page.locator('.stage').evaluate(stage => stage.style.getPropertyValue('--at')); }

  async tabTo(isTarget) {
    for (let i = 0; i < 40; i++) {
      await this.page.keyboard.press('Tab');
      if (await this.page.evaluate(`(${isTarget})(document.activeElement)`)) return;
    }

    this.expect(false, `Tab does not reach ${isTarget}`);
  }
}
