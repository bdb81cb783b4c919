// Installs the worker that keeps stories (service-worker.js), and tells it which one is being read.
{
  const box = document.querySelector(".live[data-worker]");
  const worker = box && navigator.serviceWorker;
  if (worker) {
    const link = box.lastElementChild;
    const { home, story } = box.dataset;
    addEventListener("load", async () => {
      worker.register(box.dataset.worker, { updateViaCache: "all" });
      const files = [...document.querySelectorAll(".letter img, link[rel=stylesheet], script[src]")];
      const told = { page: location.pathname, files: files.map((one) => one.currentSrc || one.src || one.href) };
      if (story || told.page == home) (await worker.ready).active.postMessage(told);
    });
    for (const event of ["online", "offline", "pageshow"]) addEventListener(event, () => (link.hidden = navigator.onLine));
  }
}
