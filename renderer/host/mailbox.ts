/** Keeps what arrives before its one listener is there, and hands it over in order. */
export class Mailbox<Message> {
  #listener: ((message: Message) => void) | null = null;
  #waiting: Message[] = [];

  /** Hands a message to the listener, now or as soon as there is one. */
  deliver(message: Message): void {
    if (this.#listener === null) this.#waiting.push(message);
    else this.#listener(message);
  }

  /** Sets the listener, in place of an earlier one, and gives it what was waiting. */
  listen(listener: (message: Message) => void): void {
    this.#listener = listener;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) listener(message);
  }
}
