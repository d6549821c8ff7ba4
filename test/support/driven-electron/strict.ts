import { EventEmitter } from "node:events";

/** What JavaScript itself asks any object for. */
const askedOfAll = new Set(["then", "toJSON", "domain", "constructor", "prototype", "default"]);

/**
 * Makes asking an object for what it does not have throw, with the member's name: Electron has it perhaps,
 * the stand-in has not, and a test must not take that for `undefined`. For a class, hand in its prototype.
 */
export function strict<T extends object>(target: T, name: string): T {
  const inherited: object | null = Object.getPrototypeOf(target);
  const guard = new Proxy(inherited ?? Object.create(null), {
    get(_, member, receiver) {
      if (inherited !== null && member in inherited) return Reflect.get(inherited, member, receiver);
      if (typeof member === "symbol" || askedOfAll.has(member)) return undefined;
      throw new Error(`Electron's stand-in has no ${name}.${member}`);
    },
  });
  Object.setPrototypeOf(target, guard);
  return target;
}

/** An Electron event: its default is what happens unless a listener prevents it. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** An emitter of named events; listening for one that it never emits throws. */
export class StrictEmitter extends EventEmitter {
  /** The events it emits, and those that Electron emits where the stand-in has no cause to. */
  static readonly events: readonly string[] = [];

  override on(event: string, listener: (...values: never[]) => void): this {
    return super.on(this.#known(event), listener as (...values: unknown[]) => void);
  }

  override once(event: string, listener: (...values: never[]) => void): this {
    return super.once(this.#known(event), listener as (...values: unknown[]) => void);
  }

  /** Emits an event that can be prevented; true where no listener did. */
  emitPreventable(event: string, details: object = {}, ...values: unknown[]): boolean {
    const preventable = Object.assign(new PreventableEvent(), details);
    this.emit(event, preventable, ...values);
    return !preventable.defaultPrevented;
  }

  #known(event: string): string {
    const { events, name } = this.constructor as typeof StrictEmitter;
    if (events.includes(event)) return event;
    throw new Error(`Electron's stand-in emits no "${event}" on ${name}`);
  }
}
