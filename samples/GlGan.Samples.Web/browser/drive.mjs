// Drives the page as a person would, by mouse, by touch and by keyboard, on a desktop and on a phone, and takes pictures of it. The server needs a face detector.
//   npm install && node drive.mjs URL PHOTO SOURCE OUT
// PHOTO and SOURCE show a face each, or several. The browser is CHROMIUM, or /usr/bin/chromium.
import { byHand } from './by-hand.mjs';
import { byKeyboard } from './by-keyboard.mjs';
import { byPointer } from './by-pointer.mjs';
import { Driver } from './driver.mjs';

const [url, photo, source, out] = process.argv.slice(2);
const driver = await Driver.launch(url, out);
for (const device of ['desktop', 'phone']) {
  await byPointer(driver, device, photo, source);
  await byHand(driver, device, photo);
}

await byKeyboard(driver, photo);
await driver.close();
for (const problem of driver.problems) console.error(problem);
console.log(driver.problems.length === 0 ? 'no problem' : `${driver.problems.length} problems`);
process.exitCode = driver.problems.length === 0 ? 0 : 1;
