// Everything but the choice of the file, whose dialogue belongs to the browser, is done with keys.

export async function byKeyboard(driver, photo) {
  const page = await driver.open('desktop');
  const keys = page.page.keyboard;
  await page.page.getByRole('radio', { name: 'Swap the face' }).focus();
  await keys.press('ArrowDown');
  await page.tabTo(element => element.id === 'photo-file');
  await page.page.locator('#photo-file').setInputFiles(photo);
  await page.expectFrame('photo');
  await page.tabTo(element => element.classList.contains('marker'));
  const label = () => page.page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const before = await label();
  await keys.press('Shift+ArrowRight');
  await keys.press('ArrowUp');
  page.expect(await label() !== before, 'the arrow keys do not move a point');
  await keys.press('Control+z');
  await page.expectStatus('moved.');
  page.expect(await page.part('photo').locator('.marker').first().getAttribute('aria-label') === before, 'Ctrl+Z does not undo both moves');
  await page.tabTo(element => element.classList.contains('clear'));
  await keys.press('Enter');
  await keys.press('Enter');
  await page.expectFrame('photo');
  await page.shoot('keyboard');
  await page.tabTo(element => element.id === 'strength');
  await keys.press('End');
  await page.expectText(page.page.locator('output[for=strength]'), '100 %');
  await page.tabTo(element => element.id === 'run');
  await cancels(page);
  await keys.press('Enter');
  await page.expectStatus('Done');
  page.expect(await page.page.evaluate(() => document.activeElement.id) === 'result-title', 'the focus is not on the result');
  await page.tabTo(element => element.type === 'range');
  await keys.press('End');
  page.expect(await page.split() === '100%', 'the slider does not move');
  await page.close();
}

async function cancels(page) {
  await page.page.route('**/api/smooth', () => {}, { times: 1 });
  await page.page.keyboard.press('Enter');
  await page.page.locator('edit-progress').waitFor();
  await page.tabTo(element => element.textContent === 'Cancel');
  await page.page.keyboard.press('Enter');
  await page.expectStatus('Cancelled.');
  page.expect(await page.page.evaluate(() => document.activeElement.id) === 'run', 'after it is cancelled the focus is not on the button of the edit');
}
