/* Asks the preview whether there is another site than that of this page, and loads the page again when there is. */
(() => {
  "use strict";
  const { epoch } = document.currentScript.dataset;
  let asking = null;
  let known = 0; // until the preview has answered: it may have started anew, and answers at once who knows of nothing
  const ask = async () => {
    asking = new AbortController();
    try {
      const answer = await fetch(`/livereload/${known}/${Date.now()}`, { signal: asking.signal });
      if ((await answer.text()) !== epoch) return location.reload();
      known = epoch;
      return ask();
    } catch (stopped) {
      known = 0;
      return stopped.name === "AbortError" || setTimeout(ask, 1000);
    }
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? asking?.abort() : ask()));
  if (!document.hidden) ask();
})();
