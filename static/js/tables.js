// A table or a piece of code that fits needs no stop of the keyboard: only what scrolls has one.
{
  const fits = new ResizeObserver((boxes) => {
    for (const { target } of boxes) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  for (const box of document.querySelectorAll(".table-scroll, pre[tabindex]")) fits.observe(box);
}
