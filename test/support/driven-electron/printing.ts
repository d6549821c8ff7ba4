import { Buffer } from "node:buffer";
import type { Session } from "./connection.ts";

/** The part of Electron's options that the stand-in knows. */
export interface PdfOptions {
  readonly landscape?: boolean;
  readonly printBackground?: boolean;
  readonly pageSize?: "A4" | "Letter" | { readonly width: number; readonly height: number };
  readonly margins?: {
    readonly top?: number;
    readonly bottom?: number;
    readonly left?: number;
    readonly right?: number;
  };
  readonly scale?: number;
  readonly preferCSSPageSize?: boolean;
}

/** Inches. */
const papers = { A4: { width: 8.27, height: 11.69 }, Letter: { width: 8.5, height: 11 } } as const;

/** A page as PDF, drawn by Chromium itself. */
export async function printPage(session: Session, options: PdfOptions = {}): Promise<Buffer> {
  const { pageSize = "Letter", margins = {}, landscape, printBackground, scale, preferCSSPageSize } = options;
  const paper = typeof pageSize === "string" ? papers[pageSize] : pageSize;
  const { data } = await session.send("Page.printToPDF", {
    landscape,
    printBackground,
    scale,
    preferCSSPageSize,
    paperWidth: paper.width,
    paperHeight: paper.height,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
  });
  return Buffer.from(String(data), "base64");
}
