// New stories, and updates of the story that is being read, while a page stands open: the links and their words stand
// in components/live.html. Nothing is asked for a page that nobody looks at, or for a reader who saves data.
{
  const box = document.querySelector(".live[data-from]");
  const { from, known, section, story, ...words } = box?.dataset ?? {};
  const [news, own] = box?.children ?? [];
  const find = (name, page = document) => [...page.querySelectorAll(name)];
  const text = (page) => find(".letter :is(h1, .body, .corrections)", page).map((one) => one.textContent).join();
  let seen = known?.split(" "), was = story && text(), wait = 20000, last = Date.now(), told, timer, join;

  const say = (link, text, href) => {
    link.hidden = !text;
    if (href) link.href = href;
    if (link.textContent != text) link.textContent = text;
  };

  // New is what stands before the last story that the page has: one that is withdrawn lets in an old one at the end.
  const count = (stories) => {
    const ids = stories.filter((one) => !section || one[2].split(" ").includes(section)).map((one) => `${one[0]}`);
    seen ??= ids;
    const end = ids.findLastIndex((id) => seen.includes(id));
    const many = ids.slice(0, end < 0 ? 30 : end).filter((id) => !seen.includes(id)).length;
    say(news, many && words.new.replace("#", many));
  };

  const look = async () => {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = find(".update", page).filter((one) => !document.getElementById(one.id));
    if (fresh[0]) say(own, words.updates.replace("#", fresh.length), `#${fresh[0].id}`);
    else if (text(page) != was) say(own, words.changed, location.pathname);
    was = text(page);
    words.version = find(".live", page)[0].dataset.version;

    // Above or below what is before the reader's eyes: in the midst of it, it waits until they look elsewhere.
    join = fresh[0] && ((isAsked) => {
      const place = find(".updates > h2")[0] ?? find(".letter > .body")[0];
      const { bottom } = place.getBoundingClientRect();
      if (!isAsked && bottom > 0 && bottom < innerHeight) return;
      const { scrollHeight } = document.body, { style } = document.documentElement;
      style.overflowAnchor = "none";
      place.after(...(place.id ? fresh : find(".updates", page)));
      if (bottom <= 0) scrollBy(0, document.body.scrollHeight - scrollHeight);
      style.overflowAnchor = "";
      new IntersectionObserver(([one]) => one.isIntersecting && say(own)).observe(fresh[0]);
      join = null;
    });
  };

  const poll = async () => {
    last = Date.now();
    try {
      const found = await (await fetch(from, { cache: "no-cache" })).text();
      if (found != told) {
        const { stories, updated, gone } = JSON.parse(found);
        count(stories);
        const mine = [...stories, ...updated].find(([id]) => id == story);
        if (mine && mine[1] != words.version) await look();
        if (gone.includes(location.pathname)) say(own, words.gone, words.home);
        navigator.serviceWorker?.controller?.postMessage({ gone });
        told = found;
      }
      join?.();
      wait = 20000;
    } catch {
      wait = Math.min(2 * wait, 320000);
    }
    wake();
  };

  const wake = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(poll, last + wait * (0.9 + Math.random() / 5) - Date.now());
  };

  if (box && !navigator.connection?.saveData) {
    own.onclick = () => join?.(true);
    document.addEventListener("visibilitychange", wake);
    addEventListener("pageshow", wake);
  }
}
