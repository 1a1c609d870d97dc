/**
 * Plain JavaScript, since what is timed is what ships: `node time-messages.mjs <built recognise.js>`, phrases as a JSON array on stdin.
 * Prints `{ "alls": […], "floors": […] }`, a figure a turn: microseconds of CPU a phrase, read whole, and its words looked up in a map.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const turns = 41;
const { recognise } = await import(pathToFileURL(process.argv[2]).href);
/** @type {string[]} */
const phrases = JSON.parse(readFileSync(0, 'utf8'));
const known = new Map(phrases.flatMap((phrase) => phrase.split(' ')).map((word) => [word, word.length]));
const alls = [];
const floors = [];
for (let turn = 0; turn < turns; turn += 1) {
  alls.push(eachUs((phrase) => recognise(phrase).acts.length));
  floors.push(
    eachUs((phrase) =>
      phrase
        .toLowerCase()
        .split(' ')
        .reduce((sum, word) => sum + (known.get(word) ?? 0), 0),
    ),
  );
}
console.log(JSON.stringify({ alls, floors }));

/** CPU time, not the clock's: others have this machine's cores as well. */
function eachUs(work) {
  const before = process.cpuUsage();
  let sum = 0;
  for (const phrase of phrases) sum += work(phrase);
  const { user, system } = process.cpuUsage(before);
  return sum < 0 ? NaN : (user + system) / phrases.length;
}
