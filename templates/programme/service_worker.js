{% load static %}// Keeps how pages look, and one page that says that there is no line. Never a page about anybody.
const KEPT = "ipc-1";
const OFFLINE = "{% url 'offline' %}";
const LOOKS = ["{% static 'css/ipc.css' %}", "{% static 'js/ipc.js' %}", "{% static 'images/favicon.svg' %}"];

self.addEventListener("install", (event) => {
  const alone = new Request(OFFLINE, { credentials: "omit", cache: "reload" });
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([alone, ...LOOKS])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});

// The form stays on the page with all that was typed: an answer without content leads nowhere.
async function tellThatNothingWasSent(event) {
  const client = await self.clients.get(event.clientId);
  client?.postMessage("not sent");
  return new Response(null, { status: 204 });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && request.method === "POST") {
    event.respondWith(fetch(request).catch(() => tellThatNothingWasSent(event)));
  } else if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (LOOKS.includes(address.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
