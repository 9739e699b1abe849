// A swap by mouse or by touch: errors beside their fields, photos dropped, another face, a point dragged, the queue, the result, undo.
import { statSync } from 'node:fs';

export async function byPointer(driver, device, photo, source) {
  const places = [3, 1, 0];
  const page = await driver.open(device, {
    '**/api/queue/*': route => route.fulfill({ json: { place: places.length > 1 ? places.shift() : places[0] } }),
  });
  await page.shoot('1-empty');
  await page.run.click();
  await page.expectText(page.part('photo').locator('.error'), 'Choose a photo.');
  await page.shoot('2-error');

  await page.drop('photo', photo);
  await page.drop('source', source);
  for (const field of ['photo', 'source']) await page.expectFrame(field);
  await page.expectText(page.part('photo').locator('.told'), 'found by');
  await page.shoot('3-framed');
  const others = page.part('photo').locator('.frame:enabled[aria-pressed=false]');
  if (await others.count() > 0) {
    await others.first().click();
    page.expect(await page.part('photo').locator('.frame').nth(1).getAttribute('aria-pressed') === 'true', 'another face cannot be chosen');
    await page.button('Undo: face chosen').click();
    await page.expectStatus('Undone: face chosen.');
    page.expect(await page.part('photo').locator('.frame').nth(0).getAttribute('aria-pressed') === 'true', 'the choice of a face is not undone');
  }

  const nose = page.part('photo').locator('.marker').nth(2);
  const before = await nose.getAttribute('aria-label');
  await page.part('photo').getByRole('button', { name: 'Zoom in' }).click();
  await page.drag(nose, [16, 10], () => page.shoot('4-point', false));
  await page.button('Undo: nose moved').click();
  await page.expectStatus('Undone: nose moved.');
  page.expect(await nose.getAttribute('aria-label') === before, 'the move of a point is not undone');

  await waits(page, places);
  await compares(page);
  await refuses(page);
  await page.close();
}

async function waits(page, places) {
  let letGo;
  const held = new Promise(resolve => { letGo = resolve; });
  await page.page.route('**/api/swap', async route => { await held; await route.continue(); }, { times: 1 });
  places.splice(0, places.length, 3, 3, 3);
  await page.page.getByRole('checkbox', { name: 'Mouth' }).check();
  await page.run.click();
  await page.expectText(page.page.locator('.doing'), 'Place 3 in the queue…');
  await page.shoot('5-waiting', false);
  places.splice(0, places.length, 0);
  await page.expectText(page.page.locator('.doing'), 'Editing…');
  letGo();
  await page.expectStatus('Done.');
}

async function compares(page) {
  const { height } = page.page.viewportSize();
  for (const part of [page.page.locator('.stage'), page.page.getByRole('link', { name: 'Download' })]) {
    const box = await part.boundingBox();
    page.expect(box.y >= 0 && box.y + box.height <= height, `the result is not in view: from ${box.y} to ${box.y + box.height} of ${height}`);
  }

  const slider = page.page.locator('before-after').getByRole('slider');
  const start = await slider.inputValue();
  await page.page.locator('.stage').click({ position: { x: 5, y: 20 } });
  const left = await slider.inputValue();
  await slider.fill(start);
  page.expect(left <= 10 && await page.split() === `${start}%`, 'the slider does not move');
  await page.shoot('6-result', false);
  await page.shoot('7-whole');
  const [download] = await Promise.all([page.page.waitForEvent('download'), page.page.getByRole('link', { name: 'Download' }).click()]);
  const file = page.file(download.suggestedFilename());
  await download.saveAs(file);
  page.expect(statSync(file).size >= 1000, 'the download is empty');

  await page.button('Edit it further').click();
  await page.expectStatus('The result is the photo now.');
  await page.expectFrame('photo');
  await page.button('Undo: going on with the result').click();
  await page.button('Undo: the edit').click();
  page.expect(!await page.page.locator('#result').isVisible(), 'the edit is not undone');
}

// What the server says of a field stands beside it.
async function refuses(page) {
  const problem = field => ({ status: 400, contentType: 'application/problem+json', json: { detail: `Mend '${field}'.`, field } });
  for (const [field, error] of [['source', page.part('source').locator('.error')], ['keep', page.page.locator('#keep-error')]]) {
    await page.page.route('**/api/swap', route => route.fulfill(problem(field)), { times: 1 });
    await page.run.click();
    await page.expectText(error, `Mend '${field}'.`);
  }

  await page.shoot('8-refused');
}
