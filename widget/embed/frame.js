/**
 * The embed page's side of the talk with the page around it, by `postMessage`.
 *
 * To the page around: `{type: 'mentor-booking:ready'}`, `{type: 'mentor-booking:resize', height}` (and
 * `{subject: 'lti.frameResize', height}`, which LTI platforms understand), `{type: 'mentor-booking:token-needed'}` and,
 * once it has sent a token, `{type: 'mentor-booking:booked', session}`.
 * From it: `{type: 'mentor-booking:token', token}`, at any time; `''` says that nobody is signed in.
 *
 * What holds nothing about anybody goes to whoever frames the page: frame-ancestors lets registered origins only.
 */

/** Height that the open dialog asks for, CSS px. */
const DIALOG_HEIGHT = 720;

/** How long the page around may take to answer with a token, ms. */
const TOKEN_MS = 10_000;

const page = document.documentElement;
const element = document.querySelector('mentor-booking, mentor-directory');
const origins = new Set(page.dataset.origins.split(' '));
const isFramed = window.parent !== window;

/** Origin that sent a token; what is personal goes to it alone. */
let trusted = '';
let token = '';
let isOpen = false;
let shownHeight = 0;
let waiting = [];

function tell(message, origin = '*') {
  if (isFramed) window.parent.postMessage(message, origin);
}

function resize() {
  const height = isOpen ? DIALOG_HEIGHT : Math.ceil(document.body.getBoundingClientRect().height);
  if (height === shownHeight) return;
  shownHeight = height;
  tell({ type: 'mentor-booking:resize', height });
  tell({ subject: 'lti.frameResize', height });
}

/** The token that was sent last, once; after that, or when it was refused, the page around is asked for another. */
function getToken() {
  if (token) {
    const given = token;
    token = '';
    return Promise.resolve(given);
  }
  if (!isFramed) return Promise.resolve('');
  return new Promise((resolve) => {
    waiting.push(resolve);
    setTimeout(resolve, TOKEN_MS, '');
    tell({ type: 'mentor-booking:token-needed' });
  });
}

window.addEventListener('message', ({ source, origin, data }) => {
  if (!isFramed || source !== window.parent || !origins.has(origin)) return;
  if (data?.type !== 'mentor-booking:token' || typeof data.token !== 'string') return;
  trusted = origin;
  const asked = waiting;
  waiting = [];
  if (asked.length === 0) token = data.token;
  for (const resolve of asked) resolve(data.token);
});

element.getToken = getToken;
element.addEventListener('mentor-booking-open', () => {
  isOpen = true;
  resize();
});
element.addEventListener('mentor-booking-close', () => {
  isOpen = false;
  resize();
});
element.addEventListener('mentor-booking-booked', ({ detail }) => {
  if (trusted) tell({ type: 'mentor-booking:booked', session: detail.session }, trusted);
});

page.classList.toggle('framed', isFramed);
new ResizeObserver(resize).observe(document.body);
tell({ type: 'mentor-booking:ready' });
