import { requireNode } from "./launch/node-version.mjs";

requireNode();
const { build } = await import("./launch/prepare.mjs");

try {
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
