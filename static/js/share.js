// What only a browser can do for a reader who passes a story on: the system's own sheet, and copying the address.
{
  const bar = document.querySelector(".sharing");
  const address = location.origin + location.pathname;
  const offer = (word, act) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.append(word);
    button.addEventListener("click", act);
    item.append(button);
    bar.firstElementChild.append(item);
    bar.hidden = false;
  };
  if (bar && navigator.share) {
    offer(bar.dataset.share, () => navigator.share({ title: document.title, url: address }).catch(() => {}));
  }
  if (bar && navigator.clipboard) {
    const told = document.createElement("p");
    told.setAttribute("role", "status");
    bar.append(told);
    offer(bar.dataset.copy, async () => {
      await navigator.clipboard.writeText(address);
      told.textContent = bar.dataset.copied;
      setTimeout(() => told.replaceChildren(), 5000);
    });
  }
}
