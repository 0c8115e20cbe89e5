// On a bad line: a form that cannot be sent stays as it is, and the page says so.

export function stayWithoutALine(words) {
  if (!words) return;
  const tell = () => {
    words.hidden = false;
    words.scrollIntoView({ block: "nearest" });
    for (const form of document.forms) delete form.dataset.sent;
  };
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    tell();
  }, true);
  window.addEventListener("online", () => {
    words.hidden = true;
  });
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (message) => {
    if (message.data === "not sent") tell();
  });
  navigator.serviceWorker.register(words.dataset.offline).catch(() => null);
}
