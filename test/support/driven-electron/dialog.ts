import { createPerson } from "./person.ts";
import { strict } from "./strict.ts";

const made = createPerson();

/** The test's side of the dialogs. */
export const person = made.person;

/** The system's dialogs, as a test answers them. */
export const dialog = strict(made.dialogs, "dialog");
