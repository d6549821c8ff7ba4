import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * The sizes in bytes of what packing left in a folder: every installer, and of every unpacked application
 * the whole and the archive that is the lab's own part.
 *
 * @returns {Promise<{ name: string, bytes: number }[]>}
 */
export async function sizesIn(folder) {
  const sizes = [];
  for (const entry of await entriesOf(folder)) {
    const place = path.join(folder, entry.name);
    if (entry.isFile() && /\.(?:exe|msi|dmg|zip|AppImage|deb|rpm)$/.test(entry.name)) {
      sizes.push({ name: entry.name, bytes: (await stat(place)).size });
    } else if (entry.isDirectory() && !entry.name.startsWith(".")) {
      sizes.push(...(await sizesOfApplication(place, entry.name)));
    }
  }
  return sizes;
}

/** The sizes as a table for a terminal, in MB as disks count them. */
export function describeSizes(sizes) {
  if (sizes.length === 0) return "Nothing was packed.";
  const width = Math.max(...sizes.map(({ name }) => name.length));
  const lines = sizes.map(({ name, bytes }) => `  ${name.padEnd(width)}  ${megabytes(bytes)}`);
  return ["Sizes:", ...lines].join("\n");
}

async function sizesOfApplication(folder, name) {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  let whole = 0;
  let own = 0;
  for (const file of files) {
    const place = path.join(file.parentPath ?? file.path, file.name);
    const { size } = await stat(place);
    whole += size;
    if (/[\\/]app\.asar(?:$|\.unpacked[\\/])/.test(place)) own += size;
  }
  return [
    { name: `${name}/ (unpacked)`, bytes: whole },
    { name: `${name}/ (the lab's own part)`, bytes: own },
  ];
}

function entriesOf(folder) {
  return readdir(folder, { withFileTypes: true });
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1).padStart(6)} MB`;
}
