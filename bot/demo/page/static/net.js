// Talking to the page's own server: one stream of what a person sees, and what they do.

export async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

export async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// Calls `seen` with every numbered sight until the returned function is called; `lost` when there are none.
export function watch(user, place, seen, lost) {
  const address = new URLSearchParams({ as: user, place });
  const source = new EventSource(`/sights?${address}`);
  source.onmessage = (event) => seen(JSON.parse(event.data));
  source.onerror = () => lost();
  return () => source.close();
}
