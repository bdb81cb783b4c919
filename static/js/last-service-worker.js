// Browsers that visited this site under another theme still run that theme's service worker, which answers from its
// own store. They ask here for its next version, and this is the last: it drops what was stored and signs off.
// Nothing is reloaded: what a reader has open stays, and the next page comes from the site itself.
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      await self.clients.claim();
      await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
      await self.registration.unregister();
    })(),
  );
});
