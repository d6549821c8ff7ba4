import { en } from "./en.ts";

/** Every catalogue has exactly the English one's texts; a missing one does not compile. */
export type Messages = typeof en;

export type Language = "en";

const catalogues: Record<Language, Messages> = { en };

/** The language the page speaks; a view reads `locale.text` and follows when it changes. */
class Locale {
  language = $state<Language>("en");

  get text(): Messages {
    return catalogues[this.language];
  }
}

export const locale = new Locale();
