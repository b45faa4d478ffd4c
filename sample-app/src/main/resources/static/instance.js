// Tells which instance answers and where its caches live, and makes the commands on the page ask this instance.

const commands = document.querySelectorAll("code, pre");
for (const command of commands) {
  command.textContent = command.textContent.replace("http://localhost:8080", location.origin);
}

async function describeInstance() {
  const response = await fetch("actuator/larder");
  if (!response.ok) {
    return;
  }
  const modes = new Set((await response.json()).caches.map((cache) => cache.mode));
  const status = document.getElementById("instance");
  status.textContent = `Instance ${response.headers.get("X-Instance")}, mode ${[...modes].join(" and ")}`;
  status.hidden = false;
}

describeInstance();
