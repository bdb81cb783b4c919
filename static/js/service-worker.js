// Stories that were read stay readable without a network. The network always goes before: a copy is shown only where
// it doesn't answer, or fails. Pages say what is being read (offline.js) and what was withdrawn (live.js).
const HOME = new URL(registration.scope).pathname;
const PAGES = `newsdao ${HOME}`;
const FILES = `${PAGES} files`;
const OFFLINE = `${HOME}offline.html`;
// Its presence says that a worker of ours has been here.
const MARK = `${PAGES} worker`;
const MOST = 50;
const LARGEST = 200_000;

addEventListener("install", (event) => event.waitUntil(replace()));

// A worker that stands here and isn't ours is a former theme's: what it kept goes.
async function replace() {
  if (registration.active && !(await caches.has(MARK))) {
    const others = (await caches.keys()).filter((name) => !name.startsWith("newsdao "));
    await Promise.all(others.map((name) => caches.delete(name)));
  }
  await skipWaiting();
}

addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  await caches.open(MARK);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

addEventListener("message", (event) => event.waitUntil(heard(event.data)));

async function heard({ page, files = [], gone = [] }) {
  const pages = await caches.open(PAGES);
  for (const path of gone) await pages.delete(path);
  if (page) await keep(pages, [page], "force-cache");
  if (page) await keep(await caches.open(FILES), [...files, OFFLINE, `${HOME}static/js/offline-page.js`], "default");
}

// Out of the browser's own cache, in which all of this has just come; what was used last is dropped last.
async function keep(kept, addresses, cache) {
  for (const address of addresses) {
    const answer = await fetch(address, { cache }).catch(Response.error);
    if (!answer.ok || (await answer.clone().blob()).size > LARGEST) continue;
    await kept.delete(address);
    await kept.put(address, answer);
  }
  for (const old of (await kept.keys()).slice(0, -MOST)) await kept.delete(old);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method != "GET" || origin != location.origin || !pathname.startsWith(HOME)) return;
  if (request.mode == "navigate") event.respondWith(page(event, pathname));
  else if (!navigator.onLine) event.respondWith(file(request));
});

async function page(event, path) {
  const pages = await caches.open(PAGES);
  let answer;
  try {
    answer = (await event.preloadResponse) || (await fetch(event.request));
    if ([404, 410].includes(answer.status)) event.waitUntil(pages.delete(path));
    if (answer.status < 500) return answer;
  } catch {
    // No network.
  }
  return (await pages.match(path, { ignoreVary: true })) || answer || (await file(OFFLINE));
}

// Of another version, rather than none: an older story in today's style.
async function file(request) {
  const hit = await caches.match(request, { cacheName: FILES, ignoreSearch: true, ignoreVary: true });
  return hit || fetch(request).catch(Response.error);
}
