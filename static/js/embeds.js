// Plays a film where its link stands, once a reader asks for it: until then nobody else hears of anyone.
{
  const offer = () => {
    for (const figure of document.querySelectorAll("[data-player]:not(:has(> div, > iframe))")) {
      const { player, title, play, told } = figure.dataset;
      const stage = document.createElement("div");
      const button = document.createElement("button");
      button.type = "button";
      button.append(`▶ ${play}`);
      button.addEventListener("click", () => {
        const frame = document.createElement("iframe");
        frame.title = title;
        frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
        frame.referrerPolicy = "strict-origin-when-cross-origin";
        frame.src = player;
        stage.replaceWith(frame);
        frame.focus();
      });
      stage.append(button, told);
      figure.prepend(stage);
    }
  };
  offer();
  // Updates that join an open page may bring films of their own.
  const main = document.querySelector(".letter");
  if (main) new MutationObserver(offer).observe(main, { childList: true, subtree: true });
}
