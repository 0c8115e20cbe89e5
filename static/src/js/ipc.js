// Helps where it can; every page works without it.
import {
  Button,
  CharacterCount,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Checkboxes,
  createAll,
} from "govuk-frontend";
import { warnBeforeSigningOut } from "./idle.js";
import { stayWithoutALine } from "./offline.js";
import { checkFileSizes, sendOnce } from "./sending.js";
import { keepWhatIsTyped } from "./unsaved.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");

for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]) {
  createAll(component);
}
stayWithoutALine(document.querySelector("[data-offline]"));
checkFileSizes();
sendOnce();
keepWhatIsTyped();
warnBeforeSigningOut(document.querySelector("dialog[data-idle-minutes]"));

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
