/** One end of the way between a page's own world and the preload script's. */
export interface WorldEnd {
  /** Puts a copy of a value under a name into the other world's `window`. */
  expose(name: string, value: unknown): void;
}

/**
 * Makes one end. The two worlds share the document and no object: a CustomEvent's `detail` is copied by
 * Chromium as structured clone does, at once, and that is what everything travels in. Functions become
 * numbers on the way and proxies on the other side; a promise is settled by a second event. As in Electron
 * an object arrives as a frozen copy of its own members. `token` is the events' secret name. The source is put
 * into both worlds, so it refers to nothing outside itself.
 */
export function createWorldEnd(side: "page" | "preload", token: string): WorldEnd {
  type Callable = (...values: unknown[]) => unknown;
  type Message =
    | { kind: "expose"; name: string; value: unknown }
    | { kind: "call"; id: number; values: unknown }
    | { kind: "settle"; id: number; ok: boolean; value: unknown };
  type Reply = { ok: boolean; value: unknown };

  const other = side === "page" ? "preload" : "page";
  const mark = `${token}:${other}`;
  const held: Callable[] = [];
  const numbers = new Map<Callable, number>();
  const proxies = new Map<number, Callable>();
  const settled = new Map<number, (ok: boolean, value: unknown) => void>();
  let last = 0;

  const isPlain = (value: unknown): value is Record<string, unknown> => {
    if (typeof value !== "object" || value === null) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype;
  };

  function tell(message: Message): Reply {
    let reply: Reply | null = null;
    const back = `${token}:${side}:${++last}`;
    const hear = (event: Event): void => void (reply = (event as CustomEvent<Reply>).detail);
    document.addEventListener(back, hear, { once: true });
    document.dispatchEvent(new CustomEvent(`${token}:${other}`, { detail: { ...message, back } }));
    document.removeEventListener(back, hear);
    // A detail that cannot be cloned arrives as null, and nobody replies.
    if (reply === null) throw new Error("An object could not be cloned.");
    return reply;
  }

  /** A value with its functions and promises replaced by what stands for them. */
  function pack(value: unknown): unknown {
    if (typeof value === "function") {
      const callable = value as Callable;
      const id = numbers.get(callable) ?? held.push(callable) - 1;
      numbers.set(callable, id);
      return { [mark]: "function", id };
    }
    if (value instanceof Promise) {
      const id = ++last;
      const settle = (ok: boolean) => (result: unknown) =>
        void tell({ kind: "settle", id, ok, value: ok ? pack(result) : messageOf(result) });
      value.then(settle(true), settle(false));
      return { [mark]: "promise", id };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
  }

  function unpack(value: unknown, freeze: boolean): unknown {
    const done = <T>(made: T): T => (freeze ? Object.freeze(made) : made);
    if (Array.isArray(value)) return done(value.map((item) => unpack(item, freeze)));
    if (!isPlain(value)) return value;
    const stands = value[`${token}:${side}`];
    if (stands === "function") return done(proxyOf(value.id as number));
    if (stands === "promise") return promiseOf(value.id as number);
    return done(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item, freeze)])));
  }

  function proxyOf(id: number): Callable {
    const known = proxies.get(id);
    if (known !== undefined) return known;
    const proxy: Callable = (...values) => {
      const { ok, value } = tell({ kind: "call", id, values: pack(values) });
      if (!ok) throw new Error(value as string);
      return unpack(value, false);
    };
    proxies.set(id, proxy);
    return proxy;
  }

  function promiseOf(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      settled.set(id, (ok, value) =>
        ok ? resolve(unpack(value, false)) : reject(new Error(value as string)),
      );
    });
  }

  function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
  }

  function answer(message: Message): Reply {
    try {
      if (message.kind === "expose") {
        const { name } = message;
        if (name in window) throw new Error("Cannot bind an API on top of an existing property");
        const value = unpack(message.value, true);
        Object.defineProperty(window, name, {
          value,
          enumerable: true,
          writable: false,
          configurable: false,
        });
        return { ok: true, value: null };
      }
      if (message.kind === "settle") {
        settled.get(message.id)?.(message.ok, message.value);
        settled.delete(message.id);
        return { ok: true, value: null };
      }
      const values = unpack(message.values, false) as unknown[];
      return { ok: true, value: pack(held[message.id](...values)) };
    } catch (error) {
      return { ok: false, value: messageOf(error) };
    }
  }

  document.addEventListener(`${token}:${side}`, (event) => {
    const message = (event as CustomEvent<(Message & { back: string }) | null>).detail;
    if (message === null) return;
    const detail = answer(message);
    document.dispatchEvent(new CustomEvent(message.back, { detail }));
  });

  return {
    expose(name, value) {
      const reply = tell({ kind: "expose", name, value: pack(value) });
      if (!reply.ok) throw new Error(reply.value as string);
    },
  };
}
