import type { Page } from "@playwright/test";

/** What the clipboard holds, as pasting gives it: no page of the lab may read it in any other way. */
export async function pasted(page: Page): Promise<string> {
  const field = await page.evaluateHandle(() => {
    const before = document.activeElement;
    const made = document.createElement("textarea");
    (document.querySelector("dialog[open]") ?? document.body).append(made);
    made.focus();
    return { made, before };
  });
  await page.keyboard.press("ControlOrMeta+v");
  return field.evaluate(({ made, before }) => {
    const text = made.value;
    made.remove();
    if (before instanceof HTMLElement) before.focus();
    return text;
  });
}
