// A big screen that keeps itself current. It says where to listen (`data-feed`); what comes is all that it
// shows, drawn by the server. Without any of this the page asks for itself again from time to time.
const PATIENCE = 10_000;

const screen = document.querySelector("[data-feed]");

const listen = () => {
  const feed = new EventSource(screen.dataset.feed);
  feed.addEventListener("message", (event) => {
    screen.innerHTML = event.data;
  });
  // A browser tries again by itself after a broken connection, but not after an answer that was an error.
  feed.addEventListener("error", () => {
    if (feed.readyState !== EventSource.CLOSED) return;
    feed.close();
    setTimeout(listen, PATIENCE * (1 + Math.random()));
  });
};

listen();
