// Two minutes before the session ends a dialogue asks. Nothing typed is stored in the browser.
const WARNING = 2 * 60 * 1000;

export function warnBeforeSigningOut(dialog) {
  if (!dialog || !dialog.showModal) return;
  const [ask, ended] = dialog.querySelectorAll("[data-idle]");
  const stay = dialog.querySelector("button");
  let warn;
  let end;

  function begin() {
    clearTimeout(warn);
    clearTimeout(end);
    const whole = Number(dialog.dataset.idleMinutes) * 60 * 1000;
    warn = setTimeout(() => dialog.showModal(), whole - WARNING);
    end = setTimeout(() => {
      ask.hidden = true;
      ended.hidden = false;
      if (!dialog.open) dialog.showModal();
    }, whole);
  }

  stay.addEventListener("click", async () => {
    const answer = await fetch(dialog.dataset.keep, { method: "HEAD", cache: "no-store", redirect: "manual" }).catch(() => null);
    if (!answer || !answer.ok) return;
    dialog.close();
    begin();
  });
  // Whoever types is there: what they typed was kept just now.
  document.addEventListener("ipc:seen", () => {
    if (!dialog.open) begin();
  });
  begin();
}
