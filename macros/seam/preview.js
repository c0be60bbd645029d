/* Asks the preview whether there is something newer than this page, and loads the page again when there is. */
(() => {
  "use strict";
  const { epoch } = document.currentScript.dataset;
  let asking = null;
  const ask = async () => {
    asking = new AbortController();
    try {
      const answer = await fetch(`/livereload/${epoch}/${Date.now()}`, { signal: asking.signal });
      if (parseFloat(await answer.text()) > epoch) return location.reload();
      return ask();
    } catch (stopped) {
      return stopped.name === "AbortError" || setTimeout(ask, 1000);
    }
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? asking?.abort() : ask()));
  if (!document.hidden) ask();
})();
