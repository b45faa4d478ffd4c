// The atlas: asks this instance for cities, and shows of each answer where it came from and how long it took.

const $ = (id) => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';
const LOG_LENGTH = 12;
const NAMES = { database: 'database', memcached: 'memcached', local: 'local memory', hit: 'a cache' };
const MEANINGS = {
  database: 'It was not cached: the database worked it out.',
  memcached: 'It was in memcached, where any instance may have put it.',
  local: 'It was in the memory of this instance: nobody else was asked.',
  hit: 'It was cached.',
};
const number = new Intl.NumberFormat('en');
const countries = new Intl.DisplayNames('en', { type: 'region' });

let instance = null;
let city = null;
let looking = null;

/* Questions */

async function ask(path, options = {}) {
  const response = await fetch(path, { cache: 'no-store', ...options });
  const body = await response.json().catch(() => null);
  return {
    ok: response.ok,
    body,
    took: Number.parseFloat(response.headers.get('X-Took')),
    source: response.headers.get('X-Cache'),
    problem: response.ok ? null : (body?.detail ?? `Status ${response.status}`),
  };
}

async function question(path, text) {
  let answer;
  $('last').textContent = `${text} …`;
  try {
    answer = await ask(path);
  }
  catch {
    $('last').textContent = 'This instance does not answer. Is it still running?';
    return null;
  }
  if (answer.source) {
    log(text, answer);
  }
  if (!answer.ok) {
    $('last').textContent = answer.problem;
    return null;
  }
  return answer.body;
}

function duration(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/* Each answer is a line: the question, its source, and its time on a scale of powers of ten */

function log(text, { took, source }) {
  const row = document.createElement('tr');
  const label = document.createElement('th');
  label.scope = 'row';
  label.textContent = text;
  const from = document.createElement('td');
  const badge = document.createElement('span');
  badge.className = `source ${source}`;
  badge.textContent = NAMES[source];
  from.append(badge);
  const time = document.createElement('td');
  time.className = 'number';
  time.textContent = duration(took);
  const scale = document.createElement('td');
  scale.className = 'scale';
  const bar = document.createElementNS(SVG, 'svg');
  bar.setAttribute('viewBox', '0 0 100 8');
  bar.setAttribute('preserveAspectRatio', 'none');
  bar.setAttribute('aria-hidden', 'true');
  const part = document.createElementNS(SVG, 'rect');
  part.setAttribute('class', source);
  part.setAttribute('height', '8');
  part.setAttribute('width', String(Math.max(2, Math.min(100, (Math.log10(Math.max(took, 0.1)) + 1) * 25))));
  bar.append(part);
  scale.append(bar);
  row.append(label, from, time, scale);
  $('log').prepend(row);
  while ($('log').rows.length > LOG_LENGTH) {
    $('log').lastElementChild.remove();
  }
  $('last').textContent = `${text}: ${duration(took)}. ${MEANINGS[source]}`;
}

/* The map: degrees east and south of the upper left corner */

function point(of) {
  return { x: of.longitude + 180, y: 90 - of.latitude };
}

function dots(group, cities, radius) {
  group.replaceChildren(...cities.map((of) => {
    const dot = document.createElementNS(SVG, 'circle');
    const { x, y } = point(of);
    dot.setAttribute('cx', x);
    dot.setAttribute('cy', y);
    dot.setAttribute('r', radius);
    return dot;
  }));
}

/* Cities */

async function search() {
  const prefix = $('prefix').value.trim();
  if (!prefix) {
    $('cities').replaceChildren();
    dots($('found'), [], 1);
    return;
  }
  const cities = await question(`cities?prefix=${encodeURIComponent(prefix)}&limit=20`, `Cities that begin with ${prefix}`);
  if (!cities || prefix !== $('prefix').value.trim()) {
    return;
  }
  $('cities').replaceChildren(...cities.map((of) => {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.id = of.id;
    const name = document.createElement('span');
    name.textContent = of.name;
    const rest = document.createElement('small');
    rest.textContent = `${countries.of(of.country)}, ${number.format(of.population)}`;
    button.append(name, rest);
    button.addEventListener('click', () => open(of.id, of.name));
    item.append(button);
    return item;
  }));
  $('none').hidden = cities.length > 0;
  dots($('found'), cities, 1.4);
  mark();
}

function mark() {
  for (const button of $('cities').querySelectorAll('button')) {
    button.toggleAttribute('aria-current', city !== null && button.dataset.id === String(city.id));
  }
}

async function open(id, name = `City ${id}`) {
  const known = city?.id === id;
  const answer = await question(`cities/${id}`, known ? `${city.name} again` : name);
  if (!answer) {
    return;
  }
  if (!known) {
    $('more').textContent = '';
    $('changed').textContent = '';
    $('stale').hidden = true;
    dots($('near'), [], 1);
    $('inhabitants').value = answer.population;
    history.replaceState(null, '', `#${id}`);
  }
  show(answer);
}

function show(answer) {
  city = answer;
  $('name').textContent = city.name;
  $('country').textContent = countries.of(city.country);
  $('population').textContent = number.format(city.population);
  $('where').textContent = `${Math.abs(city.latitude).toFixed(2)}°\u00a0${city.latitude < 0 ? 'S' : 'N'},`
    + ` ${Math.abs(city.longitude).toFixed(2)}°\u00a0${city.longitude < 0 ? 'W' : 'E'}`;
  $('key').textContent = city.id;
  const { x, y } = point(city);
  $('here').setAttribute('transform', `translate(${x} ${y})`);
  $('here').removeAttribute('hidden');
  $('map').setAttribute('aria-label', `Map of the world, with ${city.name} at ${$('where').textContent}`);
  for (const control of document.querySelectorAll('.actions button, #update input, #update button')) {
    control.disabled = false;
  }
  mark();
  for (const link of document.querySelectorAll('#instances a, #elsewhere')) {
    link.hash = city.id;
  }
}

/* What others change is seen without a question by hand. Only a change is told */

async function watch() {
  if (!city || document.hidden || looking) {
    return;
  }
  const { id, name, population } = city;
  looking = ask(`cities/${id}`).catch(() => null);
  const answer = await looking;
  looking = null;
  if (answer?.ok && city.id === id && city.population === population && answer.body.population !== population) {
    log(`${name}, changed elsewhere`, answer);
    show(answer.body);
    $('changed').textContent = `Somebody else has changed ${name}: it had ${number.format(population)} inhabitants and has`
      + ` ${number.format(answer.body.population)} now. This instance has heard of it.`;
  }
}

async function put(path) {
  const answer = await ask(`cities/${city.id}/${path}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ population: $('inhabitants').valueAsNumber }),
  }).catch(() => ({ ok: false, problem: 'This instance does not answer. Is it still running?' }));
  if (!answer.ok) {
    $('changed').textContent = answer.problem;
  }
  return answer.ok ? answer.body : null;
}

$('search').addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
let typed = 0;
$('prefix').addEventListener('input', () => {
  clearTimeout(typed);
  typed = setTimeout(search, 200);
});
$('again').addEventListener('click', () => open(city.id));
$('nearest').addEventListener('click', async () => {
  const found = await question(`cities/nearest?latitude=${city.latitude}&longitude=${city.longitude}&count=9`,
    `Nearest to ${city.name}`);
  if (found) {
    dots($('near'), found.map((near) => near.city), 1.4);
    $('more').textContent = `Nearest: ${found.slice(1, 6).map((near) =>
      `${near.city.name} (${near.distanceKilometers.toFixed(1)} km)`).join(', ')}.`;
  }
});
$('statistics').addEventListener('click', async () => {
  const found = await question(`countries/${city.country}/statistics`, `Statistics of ${countries.of(city.country)}`);
  if (found) {
    $('more').textContent = `${found.name}: ${number.format(found.cities)} cities. The largest is ${found.largest.name},`
      + ` the northernmost ${found.northernmost.name}, the southernmost ${found.southernmost.name}.`;
  }
});
$('update').addEventListener('submit', async (event) => {
  event.preventDefault();
  const changed = await put('population');
  if (changed) {
    show(changed);
    $('stale').hidden = true;
    $('changed').textContent = `${changed.name} has ${number.format(changed.population)} inhabitants now, in the database and`
      + ' in the cache. Searches, nearest cities and statistics were taken out of it.';
    search();
  }
});
$('census').addEventListener('click', async () => {
  if (!$('update').reportValidity()) {
    return;
  }
  if ($('inhabitants').valueAsNumber === city.population) {
    $('inhabitants').value = city.population + 1;
  }
  const counted = await put('census');
  if (counted) {
    $('changed').textContent = `The database says ${number.format(counted.population)} now, and memcached nothing.`
      + ` The copy in the memory of this instance still says ${number.format(city.population)}.`;
    $('stale-key').textContent = city.id;
    $('stale').hidden = false;
  }
});

/* This instance, and the others */

async function describe() {
  instance = (await ask('instance')).body;
  for (const command of document.querySelectorAll('code, pre')) {
    command.textContent = command.textContent.replace('http://localhost:8080', location.origin);
  }
  const port = (url) => new URL(url).port;
  const others = instance.instances.filter((url) => port(url) !== instance.name);
  const urls = [location.origin, ...others].sort();
  $('instances').replaceChildren(...urls.map((url) => {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = `Instance ${port(url)}`;
    if (port(url) === instance.name) {
      link.setAttribute('aria-current', 'page');
    }
    return link;
  }));
  $('mode').textContent = instance.mode;
  $('instances').hidden = false;
  const other = others[0];
  $('census').hidden = instance.mode !== 'tiered' || !other;
  $('how').textContent = $('census').hidden
    ? 'The changed city goes into the cache; what was worked out from it is taken out.'
    : 'The changed city goes into the cache, and other instances hear of it within 0.4 seconds. Behind the cache’s back, as a'
      + ' script might: an update in SQL, and a delete in memcached. Copies in the memory of instances stay.';
  if (other) {
    $('elsewhere').textContent = `instance ${port(other)}`;
    $('elsewhere').href = other;
  }
  $('console').href = `${instance.console ?? 'http://localhost:9090'}/look-up?application=atlas&cache=cities`;
}

await describe();
await search();
await open(Number(location.hash.slice(1)) || 2950159);
setInterval(watch, 2000);
addEventListener('hashchange', () => {
  const id = Number(location.hash.slice(1));
  if (id && id !== city?.id) {
    open(id);
  }
});
