import type { Configuration } from "electron-builder";
export const mimeType: string;
declare const configuration: Configuration;
export default configuration;
