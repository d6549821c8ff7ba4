import type { StoredWork } from "./browser-recovery.ts";

/** Where a browser keeps unsaved work: IndexedDB, which every page has, also one that is not served securely. */
export interface RecoveryStore {
  all(): Promise<readonly StoredWork[]>;
  get(id: string): Promise<StoredWork | null>;
  put(work: StoredWork): Promise<void>;
  remove(id: string): Promise<void>;
}

const DATABASE = "rematrix";
const STORE = "recovery";

/** The store of this origin. Every promise is rejected where the browser does not keep anything. */
export function openStore(): RecoveryStore {
  let database: Promise<IDBDatabase> | null = null;

  async function ask<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    database ??= openDatabase();
    const transaction = (await database).transaction(STORE, mode);
    const answer = ask(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(answer.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("the store gave up"));
    });
  }

  return {
    all: () => ask<StoredWork[]>("readonly", (store) => store.getAll()),
    get: async (id) => (await ask<StoredWork | undefined>("readonly", (store) => store.get(id))) ?? null,
    put: async (work) => void (await ask("readwrite", (store) => store.put(work))),
    remove: async (id) => void (await ask("readwrite", (store) => store.delete(id))),
  };
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the store does not open"));
    request.onblocked = () => reject(new Error("another page holds the store"));
  });
}
