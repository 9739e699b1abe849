// A server that finds no faces: a rendered person is taken, and the five points are marked where it is enlarged.

const places = [[0.3, 0.35], [0.7, 0.35], [0.5, 0.55], [0.38, 0.75], [0.62, 0.75]];

export async function byHand(driver, device, photo) {
  const page = await driver.open(device, {
    '**/api/operations': route => route.fulfill({ json: { faces: false, swap: true, smooth: true, frontalise: false } }),
  });
  await page.page.getByRole('radio', { name: 'Smooth the skin' }).check();
  await page.part('photo').getByRole('button', { name: 'Rendered person 2' }).click();
  await page.expectText(page.part('photo').locator('.told'), 'This server finds no faces');
  await page.part('photo').getByRole('button', { name: 'Zoom in' }).click();
  for (const [index, place] of places.entries()) {
    await page.pressAt('photo', place);
    page.expect(await page.part('photo').locator('.marker').count() === index + 1, `a press has not made point ${index + 1}`);
    if (index === 2) await page.shoot('9-marking', false);
  }

  await page.expectFrame('photo');
  const isZoomed = await page.part('photo').locator('.board').evaluate(board => board.classList.contains('zoomed'));
  page.expect(isZoomed, 'marking the last point loses what is enlarged');
  await page.button('Undo: right corner of the mouth marked').click();
  await page.expectText(page.part('photo').locator('.told'), 'Next: click the right corner of the mouth.');
  await page.run.click();
  await page.expectText(page.part('photo').locator('.error'), 'Mark the right corner of the mouth.');
  await page.drop('photo', photo);
  await page.expectText(page.part('photo').locator('.told'), 'This server finds no faces');
  if (page.isTouch) await pinches(page);
  await page.close();
}

async function pinches(page) {
  const box = await page.part('photo').locator('.board').boundingBox();
  const touches = await page.page.context().newCDPSession(page.page);
  const fingers = apart => [-1, 1].map((side, id) => ({ x: box.x + box.width / 2 + side * apart, y: box.y + box.height / 2, id }));
  await touches.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) });
  for (const apart of [40, 60, 80, 100]) await touches.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  await touches.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  const zoom = Number(await page.part('photo').locator('.view').evaluate(view => view.style.getPropertyValue('--zoom')));
  page.expect(zoom > 1.5, `two fingers enlarge the photo ${zoom} times`);
  page.expect(await page.part('photo').locator('.marker').count() === 0, 'two fingers mark points');
}
