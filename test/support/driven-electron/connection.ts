import { EventEmitter } from "node:events";

/** What a method takes or answers: DevTools' own JSON. */
export type Json = Record<string, unknown>;

interface Waiting {
  readonly resolve: (result: Json) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Json;
  readonly sessionId?: string;
  readonly result?: Json;
  readonly error?: { readonly message: string };
}

/** A DevTools connection to a running Chromium: one socket, on which every target has a session of its own. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, Session>();
  #last = 0;
  /** The browser's own session. */
  readonly browser: Session;

  private constructor(socket: WebSocket, onGone: () => void) {
    this.#socket = socket;
    this.browser = new Session(this, undefined);
    socket.addEventListener("message", ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
    socket.addEventListener("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("Chromium is gone"));
      onGone();
    });
  }

  /** Connects to a browser's WebSocket; `onGone` hears of its end. */
  static open(address: string, onGone: () => void): Promise<Connection> {
    const socket = new WebSocket(address);
    return new Promise((resolve, reject) => {
      socket.addEventListener("open", () => resolve(new Connection(socket, onGone)));
      socket.addEventListener("error", () => reject(new Error(`no Chromium answers at ${address}`)));
    });
  }

  send(method: string, params: Json, sessionId: string | undefined): Promise<Json> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  /** The session of this name; it is the same object every time. */
  session(id: string): Session {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const session = new Session(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  /** Attaches to a target, on a session of its own. */
  async attach(targetId: string): Promise<Session> {
    const { sessionId } = await this.browser.send("Target.attachToTarget", { targetId, flatten: true });
    return this.session(String(sessionId));
  }

  #receive({ id, method, params = {}, sessionId, result = {}, error }: Message): void {
    if (id !== undefined) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error.message));
      return;
    }
    const session = sessionId === undefined ? this.browser : this.session(sessionId);
    if (method !== undefined) session.emit(method, params);
  }
}

/** One target's end of the connection; emits DevTools' events by their names. */
export class Session extends EventEmitter {
  readonly #connection: Connection;
  readonly id: string | undefined;

  constructor(connection: Connection, id: string | undefined) {
    super();
    this.#connection = connection;
    this.id = id;
  }

  /** Calls a method; rejects with DevTools' own words. */
  send(method: string, params: Json = {}): Promise<Json> {
    return this.#connection.send(method, params, this.id);
  }

  /** Calls a method whose failure means no more than that the target is gone. */
  tell(method: string, params: Json = {}): void {
    void this.send(method, params).catch(() => undefined);
  }
}
