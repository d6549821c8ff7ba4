import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A proxy that stands for the world: it answers nobody, and remembers what it was asked for. */
export interface Outside {
  readonly url: string;
  /** The first line of every request, also of one that would only have been a tunnel. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the world on a port that is free. A browser whose proxy it is reaches nothing but this machine, and
 * whatever it tries for, from a page, a worker or by itself, is heard here.
 */
export async function startOutside(): Promise<Outside> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => undefined);
    socket.once("data", (bytes) => {
      asked.push(bytes.toString("latin1").split("\r\n")[0]);
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
