// On the page that is shown without a network (templates/offline.html): the stories that can be read, last read first.
{
  const list = document.querySelector(".offline-list");
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  const fill = async () => {
    const kept = await caches.open(`newsdao ${document.querySelector(".live").dataset.home}`);
    for (const request of (await kept.keys()).reverse()) {
      const page = parse(await (await kept.match(request, { ignoreVary: true })).text());
      const letter = page.querySelector(".letter");
      if (!letter) continue;
      const row = list.appendChild(document.createElement("li"));
      const link = row.appendChild(document.createElement("a"));
      const { lang, dir } = letter;
      Object.assign(link, { href: request.url, lang, dir, textContent: letter.querySelector("h1").textContent.trim() });
      const time = letter.querySelector(".byline time")?.dateTime.slice(0, 10);
      if (time) row.appendChild(document.createElement("time")).textContent = time.replaceAll("-", ".");
    }
    const has = list.childElementCount > 0;
    list.parentElement.hidden = !has;
    document.querySelector(".offline-none").hidden = has;
  };

  if (window.caches) fill();
}
