// What is typed into a form that says so is kept a few seconds later, and when one leaves the page.
const WAIT = 3000;

export function keepWhatIsTyped() {
  for (const form of document.querySelectorAll("form[data-unsaved]")) watch(form);
}

function typedIn(form) {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "key") words.append(name, value);
  }
  return words;
}

function watch(form) {
  const said = form.querySelector("[data-unsaved-kept]");
  let kept = typedIn(form).toString();
  let sent = false;
  let timer;
  let under_way;

  async function keep(leaving = false) {
    clearTimeout(timer);
    const words = typedIn(form);
    const now = words.toString();
    if (sent || now === kept) return;
    words.append("page", form.dataset.unsaved);
    under_way = new AbortController();
    const answer = await fetch(form.dataset.unsavedUrl, {
      method: "POST",
      body: words,
      headers: { "X-Background": "yes" },
      keepalive: leaving,
      redirect: "manual",
      signal: leaving ? undefined : under_way.signal,
    }).catch(() => null);
    if (!answer || answer.status !== 204) return;
    kept = now;
    if (said) said.hidden = false;
    document.dispatchEvent(new Event("ipc:seen"));
  }

  form.addEventListener("input", () => {
    if (said) said.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  form.addEventListener("focusout", () => keep());
  form.addEventListener("submit", (event) => {
    setTimeout(() => {
      if (event.defaultPrevented) return;
      sent = true;
      clearTimeout(timer);
      under_way?.abort();
    });
  });
  window.addEventListener("pagehide", () => keep(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep(true);
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
}
