// A form is sent once, and a file that is too big is told of before the wait.

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  // Back from the next page: the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}

function tooBig(input) {
  const limit = Number(input.dataset.maxMb) * 1024 * 1024;
  return Array.from(input.files).some((file) => file.size > limit);
}

function tell(input) {
  const id = `${input.id}_too_big`;
  document.getElementById(id)?.remove();
  if (!tooBig(input)) return;
  const words = document.createElement("p");
  words.id = id;
  words.className = "govuk-error-message";
  words.setAttribute("role", "alert");
  words.textContent = input.dataset.tooBig;
  input.before(words);
}

export function checkFileSizes() {
  const inputs = document.querySelectorAll("input[type=file][data-max-mb]");
  for (const input of inputs) {
    input.addEventListener("change", () => tell(input));
    input.form?.addEventListener("submit", (event) => {
      if (!tooBig(input)) return;
      event.preventDefault();
      tell(input);
      input.focus();
    });
  }
}
