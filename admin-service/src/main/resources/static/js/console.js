/*
 * What pages do beyond what HTML does: they keep up with the time and with new figures, draw charts, and answer keys.
 * Everything can be read, and every cache cleared, without this.
 */

const lang = document.documentElement.lang || 'en';
const base = document.body.dataset.base || '/';
const pause = { on: sessionStorage.getItem('larder.paused') === 'true' };

/* Times: the text says how long ago, and goes on saying it */

const words = document.body.dataset;

function amount(seconds) {
  if (seconds < 120) {
    return words.seconds.replace('{0}', Math.floor(seconds));
  }
  if (seconds < 7200) {
    return words.minutes.replace('{0}', Math.floor(seconds / 60));
  }
  return seconds < 172800 ? words.hours.replace('{0}', Math.floor(seconds / 3600))
    : words.days.replace('{0}', Math.floor(seconds / 86400));
}

function tellTimes(root = document) {
  for (const time of root.querySelectorAll('time[data-ago]')) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    // The clocks of the service and the browser may differ by a little
    const ahead = seconds < -60;
    const text = (ahead ? words.ahead : words.ago).replace('{0}', amount(ahead ? -seconds : Math.max(0, seconds)));
    if (time.textContent !== text) {
      time.textContent = text;
    }
    if ('stale' in time.dataset) {
      time.classList.toggle('stale', seconds > Number(time.dataset.stale));
    }
  }
}

/* Figures: when the service has asked everybody anew, what is live on the page is fetched again */

let fetching = false;
let again = false;

async function refresh() {
  const live = document.querySelector('[data-live]');
  if (!live) {
    return;
  }
  if (fetching) {
    // What is on its way may not have the latest yet
    again = true;
    return;
  }
  fetching = true;
  try {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store' });
    if (response.redirected && new URL(response.url).pathname.endsWith('/login')) {
      location.reload();
      return;
    }
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      replace(live, page.querySelector('[data-live]'));
      showEdges();
    }
  }
  catch {
    // The times on the page say how old it is
  }
  finally {
    fetching = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

/* Only what has changed is touched, so that scroll, focus, selection and open details stay */

function replace(old, fresh) {
  if (!fresh || old.isEqualNode(fresh) || 'keep' in old.dataset) {
    return;
  }
  const children = [...old.children];
  const news = [...fresh.children];
  const alike = old.tagName === fresh.tagName && children.length > 0 && children.length === news.length
    && children.every((child, i) => child.tagName === news[i].tagName && child.id === news[i].id)
    && !hasOwnText(old) && !hasOwnText(fresh);
  if (!alike) {
    if (!old.contains(document.activeElement) || !old.querySelector('input, textarea, select')) {
      const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
      const adopted = document.importNode(fresh, true);
      old.replaceWith(adopted);
      start(adopted);
      // What asks for its content when it is loaded does so here as well
      window.htmx.process(adopted);
      if (focused) {
        document.getElementById(focused)?.focus({ preventScroll: true });
      }
    }
    return;
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (name !== 'open' && old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  children.forEach((child, i) => replace(child, news[i]));
}

function hasOwnText(element) {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
}

/* Tables wider than their box say so: where there is more of them, the box fades */

function showEdge(box) {
  const beyond = [];
  if (box.scrollLeft > 1) {
    beyond.push('start');
  }
  if (box.scrollWidth - box.clientWidth - box.scrollLeft > 1) {
    beyond.push('end');
  }
  box.dataset.beyond = beyond.join(' ');
}

function showEdges(root = document) {
  root.querySelectorAll('.scroll').forEach(showEdge);
}

/* A browser has few connections to a host: of all tabs that somebody sees one listens, and tells the others */

const polled = new BroadcastChannel(`larder ${base}`);
let turn = null;

function listen() {
  const wanted = document.querySelector('[data-live]') && !pause.on && !document.hidden;
  if (wanted && !turn) {
    turn = new AbortController();
    const { signal } = turn;
    // Only secure pages have locks; others listen each for itself
    const heard = navigator.locks ? navigator.locks.request(polled.name, { signal }, () => hear(signal)) : hear(signal);
    heard.catch(() => {
      // Given up before it came to that
    });
  }
  else if (!wanted && turn) {
    turn.abort();
    turn = null;
  }
}

function hear(signal) {
  return new Promise((resolve) => {
    const events = new EventSource(`${base}api/v1/overview/events`);
    let first = true;
    events.addEventListener('progress', () => {
      if (!first) {
        // Where each tab listens for itself, they would tell each other
        if (navigator.locks) {
          polled.postMessage('polled');
        }
        follows();
      }
      first = false;
    });
    events.addEventListener('error', () => {
      // Refused, as too many are open: a browser does not try that again by itself
      if (events.readyState === EventSource.CLOSED && !signal.aborted) {
        setTimeout(() => {
          if (!signal.aborted) {
            turn = null;
            listen();
          }
        }, 5000);
        resolve();
      }
    });
    signal.addEventListener('abort', () => {
      events.close();
      resolve();
    });
  });
}

function follows() {
  refresh();
  document.dispatchEvent(new CustomEvent('larder:polled'));
}

polled.addEventListener('message', () => {
  if (turn) {
    follows();
  }
});

function showPause(root = document) {
  for (const button of root.querySelectorAll('[data-pause]')) {
    // What does not go on by itself needs no pause
    button.hidden = !document.querySelector('[data-live]');
    button.setAttribute('aria-pressed', String(pause.on));
    button.textContent = pause.on ? button.dataset.off : button.dataset.on;
  }
}

function togglePause() {
  pause.on = !pause.on;
  sessionStorage.setItem('larder.paused', String(pause.on));
  showPause();
  listen();
  if (!pause.on) {
    refresh();
  }
}

/* Charts: a figure over time, from the API; the table beside it is for who cannot see it */

/* A colour as pictures have it: what it is in the present theme */

function css(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.documentElement.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

const colours = () => [css('--v0'), css('--v1'), css('--v2'), css('--v3')];
const histories = new Map();

function history(url) {
  if (!histories.has(url)) {
    const answer = fetch(url, { headers: { Accept: 'application/json' } })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
      .finally(() => setTimeout(() => histories.delete(url), 1000));
    histories.set(url, answer);
  }
  return histories.get(url);
}

function formatter(unit) {
  const large = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(lang, { maximumSignificantDigits: 2 });
  const number = { format: (value) => (Math.abs(value) < 1 ? small : large).format(value) };
  const whole = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 });
  return (value) => {
    if (value === null || value === undefined) {
      return '–';
    }
    if (unit === 'ratio') {
      return percent.format(value);
    }
    if (unit === 'bytes') {
      const units = ['B', 'KB', 'MB', 'GB', 'TB'];
      let index = 0;
      let amount = value;
      while (amount >= 1024 && index < units.length - 1) {
        amount /= 1024;
        index++;
      }
      return `${number.format(amount)} ${units[index]}`;
    }
    if (unit === 'count') {
      return whole.format(value);
    }
    return unit === 'ms' ? `${number.format(value)} ms` : number.format(value);
  };
}

/* Times are those of the service, here as in its texts, wherever the browser is */

const timeZone = words.zone;

/* Months have names: whether day or month comes first is nothing to guess at */

const exact = new Intl.DateTimeFormat(lang, { timeZone, dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });

/* Times of day, or days where there are many, under a picture */

function clock(u, times) {
  const days = u.scales.x.max - u.scales.x.min > 129600;
  const format = new Intl.DateTimeFormat(lang, days ? { timeZone, day: 'numeric', month: 'short' }
    : { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return times.map((time) => format.format(time * 1000));
}

const POWERS_OF_TWO = Array.from({ length: 50 }, (power, i) => 2 ** i);

async function draw(figure) {
  const plot = figure.querySelector('.plot');
  const figures = figure.dataset.figures.split(',');
  let data;
  try {
    data = await history(figure.dataset.chart);
  }
  catch {
    plot.textContent = figure.dataset.failed;
    return;
  }
  const times = data.times.map((time) => Date.parse(time) / 1000);
  const rows = [times, ...figures.map((name) => data.figures[name] ?? times.map(() => null))];
  table(figure, data.times, rows.slice(1), formatter(figure.dataset.unit));
  if (rows.slice(1).every((row) => row.every((value) => value === null))) {
    plot.textContent = figure.dataset.empty;
    return;
  }
  figure.rows = rows;
  paint(figure);
}

function paint(figure) {
  const plot = figure.querySelector('.plot');
  const rows = figure.rows;
  const labels = figure.dataset.labels.split('|');
  const show = formatter(figure.dataset.unit);
  const size = { width: Math.max(200, plot.clientWidth), height: 176 };
  if (figure.uplot) {
    renew(figure.uplot, rows);
    figure.uplot.setSize(size);
    return;
  }
  plot.textContent = '';
  const palette = colours();
  const axis = { stroke: css('--quiet'), grid: { stroke: css('--line'), width: 1 }, ticks: { show: false },
    font: '12px system-ui, sans-serif' };
  figure.uplot = new uPlot({
    ...size,
    tzDate: (time) => uPlot.tzDate(new Date(time * 1000), timeZone),
    cursor: { sync: { key: 'larder' }, points: { size: 6 } },
    scales: { x: { time: true }, y: { range: (u, min, max) => [0, figure.dataset.unit === 'ratio' ? 1 : (max || 1) * 1.1] } },
    padding: [8, 18, 0, 0],
    axes: [{ ...axis, size: 28, values: clock }, { ...axis, size: 64, values: (u, values) => values.map(show),
      ...(figure.dataset.unit === 'bytes' ? { incrs: POWERS_OF_TWO } : {}) }],
    // Where nothing is pointed at, what was last is told
    series: [{ label: words.time, value: (u, time) => (time ? clock(u, [time])[0] : words.latest) },
      ...labels.map((label, i) => ({ label, stroke: palette[i], width: 1.5,
        // A line needs two: one alone is a point
        points: { show: rows[i + 1].filter((value) => value !== null).length < 2, size: 6 },
        fill: labels.length === 1 ? css('--accent-soft') : undefined, value: (u, value, series, index) => show(index == null ? latest(u.data[series]) : value) }))],
    hooks: { draw: [(u) => marks(u, figure)] },
  }, rows, plot);
}

/* Who looks closer at a time goes on to see that one, also when figures come in */

function renew(u, rows) {
  const { min, max } = u.scales.x;
  const times = u.data[0];
  const closer = min > times[0] || max < times.at(-1);
  u.setData(rows, !closer);
  if (closer) {
    u.setScale('x', { min, max });
  }
}

/* What is older is not the latest of something that tells no more */

function latest(row) {
  return row.slice(-3).findLast((value) => value !== null) ?? null;
}

/* What was done stands in the pictures as a line, at the time it was done */

function marks(u, figure) {
  const operations = figure.closest('[data-marks]')?.dataset.marks;
  if (!operations) {
    return;
  }
  u.ctx.save();
  u.ctx.strokeStyle = css('--bad');
  u.ctx.setLineDash([4, 4]);
  for (const time of operations.split(',')) {
    const x = u.valToPos(Date.parse(time) / 1000, 'x', true);
    if (x >= u.bbox.left && x <= u.bbox.left + u.bbox.width) {
      u.ctx.beginPath();
      u.ctx.moveTo(x, u.bbox.top);
      u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
      u.ctx.stroke();
    }
  }
  u.ctx.restore();
}

function table(figure, times, rows, show) {
  const body = figure.querySelector('details tbody');
  if (!body) {
    return;
  }
  const lines = [];
  const step = Math.max(1, Math.floor(times.length / 60));
  for (let i = times.length - 1; i >= 0; i -= step) {
    const line = document.createElement('tr');
    const time = document.createElement('th');
    time.scope = 'row';
    time.textContent = exact.format(new Date(times[i]));
    line.append(time);
    for (const row of rows) {
      const cell = document.createElement('td');
      cell.className = 'number';
      cell.textContent = show(row[i]);
      line.append(cell);
    }
    lines.push(line);
  }
  body.replaceChildren(...lines);
}

/* What is drawn has its colours from when it was drawn */

function repaint() {
  for (const figure of document.querySelectorAll('[data-chart]')) {
    if (figure.uplot) {
      figure.uplot.destroy();
      figure.uplot = null;
      paint(figure);
    }
  }
}

function drawAll(root = document) {
  root.querySelectorAll('[data-chart]').forEach(draw);
}

/* Work that goes on: what has a stream of its own is followed to its end */

function follow(root = document) {
  const running = root.querySelector('[data-follow]');
  if (!running) {
    return;
  }
  const stream = new EventSource(running.dataset.follow);
  const end = () => {
    stream.close();
    refresh();
  };
  stream.addEventListener('progress', () => refresh());
  stream.addEventListener('end', end);
  stream.onerror = end;
}

/* What cannot be undone wants its name typed: the button wakes up when it is right */

function confirmations(root = document) {
  for (const input of root.querySelectorAll('[data-confirm]')) {
    const button = input.form.querySelector('[type=submit]');
    const check = () => {
      button.disabled = input.value !== input.dataset.confirm;
    };
    input.addEventListener('input', check);
    check();
  }
}

function copies(root = document) {
  for (const button of root.querySelectorAll('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
    });
  }
}

/* Keys: one each, unless something is being typed, or they are switched off */

let go = 0;

function keys(event) {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
    return;
  }
  if (Date.now() - go < 1500) {
    go = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  const actions = {
    g: () => { go = Date.now(); },
    r: refresh,
    p: togglePause,
    j: () => step(1),
    k: () => step(-1),
    '?': () => document.getElementById('help')?.showModal(),
    '/': () => {
      const field = document.querySelector('main [data-search]');
      if (field) {
        field.focus();
      }
      else {
        document.querySelector('[data-go="k"]')?.click();
      }
    },
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
}

function step(by) {
  const rows = [...document.querySelectorAll('[data-row]')].filter((row) => row.querySelector('a, button'));
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.max(0, Math.min(rows.length - 1, here < 0 ? 0 : here + by))];
  next?.querySelector('a, button').focus();
}

function start(root = document) {
  tellTimes(root);
  showPause(root);
  drawAll(root);
  showEdges(root);
  confirmations(root);
  copies(root);
}

/* What a form led to cannot be come back to; the page that this names can */

const address = document.querySelector('main[data-address]');
if (address) {
  window.history.replaceState(null, '', address.dataset.address);
}

start();
listen();
follow();
setInterval(tellTimes, 1000);
const narrow = matchMedia('(max-width: 56rem)');
const fold = () => document.querySelector('.menu')?.toggleAttribute('open', !narrow.matches);
fold();
narrow.addEventListener('change', fold);
if (document.body.dataset.shortcuts === 'on') {
  document.addEventListener('keydown', keys);
}
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-pause]')) {
    togglePause();
  }
  const link = event.target.closest('[data-refresh]');
  if (link) {
    event.preventDefault();
    refresh();
  }
});
document.addEventListener('larder:polled', () => drawAll());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !pause.on) {
    refresh();
    drawAll();
  }
  listen();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
// Paper is white
const theme = document.documentElement.dataset.theme;
addEventListener('beforeprint', () => {
  document.documentElement.dataset.theme = 'light';
  repaint();
});
addEventListener('afterprint', () => {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }
  else {
    delete document.documentElement.dataset.theme;
  }
  repaint();
});
addEventListener('resize', () => {
  drawAll();
  showEdges();
});
// Scrolling a box is told to the box alone
document.addEventListener('scroll', (event) => {
  if (event.target !== document && event.target.matches('.scroll')) {
    showEdge(event.target);
  }
}, { capture: true, passive: true });
