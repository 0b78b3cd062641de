// What the pages do beyond links and forms: keep themselves up to date quietly, and take a dropped file.
// Everything but sending a file works without it.
(function () {
  'use strict';
  const offline = document.getElementById('offline');
  const shown = new Map();

  const isPoll = (element) => /\bevery\b/.test(element.getAttribute('hx-trigger') || '');
  const isVisible = (element) => {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  };

  // Only what somebody can see is asked for.
  document.addEventListener('htmx:beforeRequest', (event) => {
    const element = event.detail.elt;
    if (isPoll(element) && (document.hidden || !isVisible(element))) event.preventDefault();
  });

  // What has not changed is left alone, so that nothing is read out twice and no selection is lost.
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { elt, xhr } = event.detail;
    if (!isPoll(elt)) return;
    // A poll's answer is a part of a page; a whole page means that nobody is signed in any more.
    const page = new DOMParser().parseFromString(xhr.responseText, 'text/html');
    if (page.getElementById('main')) {
      event.detail.shouldSwap = false;
      window.location.reload();
      return;
    }
    if (shown.get(elt.id) === xhr.responseText) event.detail.shouldSwap = false;
    else if (xhr.status < 400) shown.set(elt.id, xhr.responseText);
  });

  const silent = (is) => () => {
    if (offline) offline.hidden = !is;
  };
  document.addEventListener('htmx:sendError', silent(true));
  document.addEventListener('htmx:responseError', silent(true));
  document.addEventListener('htmx:afterOnLoad', (event) => {
    if (event.detail.xhr.status < 500) silent(false)();
  });

  const upload = document.getElementById('upload');
  if (!upload) return;
  const drop = document.getElementById('drop');
  const file = document.getElementById('file');
  const plan = document.getElementById('plan');
  const planIt = document.getElementById('plan-it');
  const tooLarge = document.getElementById('too-large');
  document.addEventListener('htmx:responseError', (event) => {
    tooLarge.hidden = event.detail.xhr.status !== 413;
  });

  // A plan is of one file and one vendor: with another, it is made anew.
  const again = () => {
    plan.replaceChildren();
    tooLarge.hidden = true;
    if (file.files.length > 0) planIt.click();
  };
  file.addEventListener('change', again);
  document.getElementById('vendor').addEventListener('change', again);

  const over = (is) => (event) => {
    event.preventDefault();
    drop.classList.toggle('over', is);
  };
  drop.addEventListener('dragenter', over(true));
  drop.addEventListener('dragover', over(true));
  drop.addEventListener('dragleave', over(false));
  drop.addEventListener('drop', (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length !== 1) return;
    file.files = event.dataTransfer.files;
    again();
  });
  // A file that misses the zone does not replace the page.
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => event.preventDefault());
})();
