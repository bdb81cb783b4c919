// What is being typed in the search box may become these: a combobox with a list below (WAI-ARIA APG, "list
// autocomplete with manual selection"). Choosing one goes there; Enter without a choice searches as ever.
{
  const field = document.querySelector("[data-suggest]");
  if (field) {
    const list = document.createElement("ul");
    const options = list.children;
    let at, typing;
    const close = () => {
      at = -1;
      field.ariaExpanded = !(list.hidden = true);
      field.removeAttribute("aria-activedescendant");
    };
    const choose = (number) => {
      if (options[at]) options[at].ariaSelected = false;
      at = (number + options.length) % options.length;
      options[at].ariaSelected = true;
      options[at].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", options[at].id);
    };
    list.id = "offers";
    list.role = "listbox";
    list.ariaLabel = field.labels[0].textContent;
    field.role = "combobox";
    field.ariaAutoComplete = "list";
    field.setAttribute("aria-controls", list.id);
    field.form.append(list);
    close();
    field.onblur = close;
    field.oninput = () => {
      clearTimeout(typing);
      typing = setTimeout(async () => {
        const text = field.value;
        const answer = await fetch(field.dataset.suggest + "?q=" + encodeURIComponent(text));
        const [, texts, abouts, urls] = await answer.json();
        if (text != field.value || field != document.activeElement) return;
        close();
        list.replaceChildren(...texts.map((text, place) => {
          const option = document.createElement("li");
          const about = document.createElement("small");
          about.append(abouts[place]);
          option.append(text, about);
          option.id = "offer" + place;
          option.role = "option";
          option.onclick = () => (location = urls[place]);
          option.onmousedown = () => false;
          return option;
        }));
        field.ariaExpanded = !(list.hidden = !texts[0]);
      }, 150);
    };
    field.onkeydown = (event) => {
      const key = list.hidden || event.isComposing || event.key;
      if (key == "ArrowDown") choose(at + 1);
      else if (key == "ArrowUp") choose(at < 0 ? at : at - 1);
      else if (key == "Escape") close();
      else if (key == "Enter" && at >= 0) options[at].click();
      else return;
      event.preventDefault();
    };
  }
}
