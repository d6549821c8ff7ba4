import "katex/dist/katex.min.css";

// A font is fetched when the first letter needs it; by then the network may be gone.
for (const font of document.fonts ?? []) if (font.family.includes("KaTeX_")) void font.load();

export { default } from "katex";
