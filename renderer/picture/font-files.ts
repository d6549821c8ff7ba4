type Load = () => Promise<string>;

const own = import.meta.glob<string>("../../resources/fonts/*.woff2", {
  query: "?inline",
  import: "default",
});

const data = (module: Promise<{ readonly default: string }>): Promise<string> =>
  module.then(({ default: address }) => address);

/** KaTeX's, those that `formula/keep-fonts.ts` keeps. */
const ofFormulas: Readonly<Record<string, Load>> = {
  "KaTeX_Main-Regular": () => data(import("katex/dist/fonts/KaTeX_Main-Regular.woff2?inline")),
  "KaTeX_Main-Bold": () => data(import("katex/dist/fonts/KaTeX_Main-Bold.woff2?inline")),
  "KaTeX_Math-Italic": () => data(import("katex/dist/fonts/KaTeX_Math-Italic.woff2?inline")),
  "KaTeX_Size1-Regular": () => data(import("katex/dist/fonts/KaTeX_Size1-Regular.woff2?inline")),
  "KaTeX_Size2-Regular": () => data(import("katex/dist/fonts/KaTeX_Size2-Regular.woff2?inline")),
  "KaTeX_Size3-Regular": () => data(import("katex/dist/fonts/KaTeX_Size3-Regular.woff2?inline")),
  "KaTeX_Size4-Regular": () => data(import("katex/dist/fonts/KaTeX_Size4-Regular.woff2?inline")),
  "KaTeX_SansSerif-Regular": () => data(import("katex/dist/fonts/KaTeX_SansSerif-Regular.woff2?inline")),
  "KaTeX_Typewriter-Regular": () => data(import("katex/dist/fonts/KaTeX_Typewriter-Regular.woff2?inline")),
};

/**
 * The page's font files once more, by their names, as modules that hold them as `data:` addresses: for a picture the
 * page asks nobody for anything but its own modules.
 */
export const fontFiles: Readonly<Record<string, Load>> = { ...own, ...ofFormulas };
