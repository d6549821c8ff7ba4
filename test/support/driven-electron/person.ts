/** A question that a dialog asked: which kind of dialog, and what it said. */
export interface Asked {
  readonly kind: "open" | "save" | "message" | "error";
  readonly options: DialogOptions;
}

/** What is read of a dialog's options here; the rest is for tests to look at. */
export interface DialogOptions {
  readonly message?: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly defaultPath?: string;
}

/** What a test answers: paths to open (none cancels), a path to save to ("" cancels), a button by its label. */
export type DialogAnswer =
  | { readonly kind: "open"; readonly paths: readonly string[] }
  | { readonly kind: "save"; readonly path: string }
  | { readonly kind: "message"; readonly button: string };

/** The test's side of the dialogs: the questions so far, and answers to them, in either order. */
export interface Person {
  readonly asked: readonly Asked[];
  /** Questions that nobody has answered; their dialogs stay. */
  readonly waiting: readonly Asked[];
  answer(answer: DialogAnswer): void;
}

/**
 * Makes the system's dialogs with a person at them whom a test plays. It refers to nothing outside itself:
 * its source also takes the place of real Electron's dialogs.
 */
export function createPerson() {
  const answers: DialogAnswer[] = [];
  const open: { readonly asked: Asked; readonly resolve: (answer: DialogAnswer) => void }[] = [];
  const asked: Asked[] = [];

  const person: Person = {
    get asked() {
      return asked;
    },
    get waiting() {
      return open.map((one) => one.asked);
    },
    answer(answer) {
      const place = open.findIndex((one) => one.asked.kind === answer.kind);
      if (place < 0) answers.push(answer);
      else open.splice(place, 1)[0].resolve(answer);
    },
  };

  function question(kind: Asked["kind"], options: DialogOptions): Promise<DialogAnswer> {
    const one = { kind, options };
    asked.push(one);
    const place = answers.findIndex((answer) => answer.kind === kind);
    if (place >= 0) return Promise.resolve(answers.splice(place, 1)[0]);
    return new Promise((resolve) => open.push({ asked: one, resolve }));
  }

  /** Dialogs take a window or none before their options; what JSON leaves out is not a test's to see. */
  function optionsOf(values: readonly unknown[]): DialogOptions {
    return JSON.parse(JSON.stringify(values.at(-1) ?? {})) as DialogOptions;
  }

  const dialogs = {
    async showOpenDialog(...values: unknown[]) {
      const answer = await question("open", optionsOf(values));
      const filePaths = answer.kind === "open" ? answer.paths : [];
      return { canceled: filePaths.length === 0, filePaths };
    },
    async showSaveDialog(...values: unknown[]) {
      const answer = await question("save", optionsOf(values));
      const filePath = answer.kind === "save" ? answer.path : "";
      return { canceled: filePath === "", filePath };
    },
    async showMessageBox(...values: unknown[]) {
      const options = optionsOf(values);
      const answer = await question("message", options);
      const { buttons = ["OK"] } = options;
      const response = answer.kind === "message" ? buttons.indexOf(answer.button) : -1;
      if (response >= 0) return { response, checkboxChecked: false };
      throw new Error(`the dialog has ${buttons.join(", ")}, and was answered ${JSON.stringify(answer)}`);
    },
    showErrorBox(message: string, detail: string): void {
      asked.push({ kind: "error", options: { message, detail } });
    },
  };

  return { person, dialogs };
}
