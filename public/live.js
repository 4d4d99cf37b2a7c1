// Forms that are answered while one types. Such a form says where to ask (`data-live`) and which place
// of the page the answer is for (`data-place`). The page works without any of this, by its buttons.
const PAUSE = 250;

for (const form of document.querySelectorAll("form[data-live]")) {
  const place = document.getElementById(form.dataset.place);
  let timer;
  let asked = 0;

  const ask = async () => {
    const mine = ++asked;
    const data = new URLSearchParams(new FormData(form));
    const posts = form.method === "post";
    const address = posts ? form.dataset.live : `${form.dataset.live}?${data}`;
    try {
      const answer = await fetch(address, posts ? { method: "POST", body: data } : {});
      const html = await answer.text();
      // What was asked later counts, whichever answer comes first.
      if (answer.ok && mine === asked) place.innerHTML = html;
    } catch {
      // No network: the form's own button says so.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
