import path from "node:path";

/*
 * How `npm run dist` packs the desktop edition, by system. Paths are from the checkout's top;
 * `npm run dist:check` holds what comes out against what is meant.
 */

const icons = "resources/icons";

/** The type of an experiment file. Where Linux asks for its icon, linux-mime.xml answers. */
export const mimeType = "application/x-rematrix";

/** @type {import("electron-builder").Configuration} */
export default {
  appId: "org.rematrix.lab",
  productName: "Rematrix",
  copyright: "© The Rematrix authors, MIT licence",
  directories: { output: "dist", buildResources: icons },
  // Everything is bundled: what is not listed here is not needed.
  files: [
    "out/electron/**",
    "!out/electron/command-line{.js,/**}",
    "out/renderer/**",
    "package.json",
    "LICENSE",
    { from: "resources/fonts", to: "licences/fonts", filter: ["LICENSE-*.txt"] },
    { from: "resources/datasets", to: "licences/datasets", filter: ["README.md"] },
  ],
  asar: true,
  // A thread starts from a real file; it stands beside the archive, named in it with its digest.
  asarUnpack: ["out/electron/training-worker.mjs"],
  // Says that packages are taken care of: none is rebuilt, looked for or taken along.
  beforeBuild: () => Promise.resolve(false),
  electronLanguages: ["en-US"],
  // Nothing looks for updates, so no file is written for what would.
  publish: null,
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    // Flipping breaks the signature that Electron comes with; only a Mac can sign anew.
    resetAdHocDarwinSignature: process.platform === "darwin",
  },
  fileAssociations: [
    {
      ext: "rematrix",
      name: "Rematrix experiment",
      description: "Rematrix experiment",
      role: "Editor",
      rank: "Owner",
      mimeType,
      icon: "document",
    },
  ],
  win: {
    icon: `${icons}/app.ico`,
    target: [
      { target: "nsis", arch: "x64" },
      { target: "msi", arch: "x64" },
      { target: "portable", arch: "x64" },
    ],
  },
  // For one person, without a question and without an administrator; `/S` shows nothing at all.
  nsis: {
    artifactName: "${productName}-${version}-setup-${arch}.${ext}",
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
  },
  // For a school's administrator: for everybody on the machine, by `msiexec /i … /qn` or a group policy.
  msi: {
    artifactName: "${productName}-${version}-${arch}.${ext}",
    oneClick: true,
    perMachine: true,
    runAfterFinish: false,
    createDesktopShortcut: false,
    // Never changes: by it a newer version knows that it replaces an older one.
    upgradeCode: "6E0C7B1E-4C41-4B0B-9B8C-3B6C1F1C2A77",
  },
  portable: { artifactName: "${productName}-${version}-portable-${arch}.${ext}" },
  mac: {
    icon: `${icons}/app.icns`,
    category: "public.app-category.education",
    artifactName: "${productName}-${version}-mac-${arch}.${ext}",
    target: [
      { target: "dmg", arch: "universal" },
      { target: "zip", arch: "universal" },
    ],
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: "electron/packaging/entitlements.mac.plist",
    entitlementsInherit: "electron/packaging/entitlements.mac.plist",
  },
  dmg: { writeUpdateInfo: false },
  linux: {
    icon: `${icons}/app`,
    category: "Education",
    synopsis: "See a neural network as a chain of matrices",
    maintainer: "Rematrix contributors <rematrix@example.org>",
    artifactName: "${productName}-${version}-linux-${arch}.${ext}",
    syncDesktopName: true,
    target: [
      { target: "AppImage", arch: ["x64", "arm64"] },
      { target: "deb", arch: ["x64", "arm64"] },
      { target: "rpm", arch: ["x64", "arm64"] },
    ],
    desktop: {
      entry: { Keywords: "neural;network;matrix;backpropagation;gradient;", StartupNotify: "true" },
    },
  },
  deb: { packageCategory: "education", fpm: documentIcon() },
  rpm: { fpm: documentIcon() },
};

/** What fpm copies besides: the document's icon in every size, and the line that says whose it is. */
function documentIcon() {
  const theme = "/usr/share/icons/hicolor";
  const pictures = path.join(import.meta.dirname, "../..", icons, "document");
  return [
    `${path.join(import.meta.dirname, "linux-mime.xml")}=/usr/share/mime/packages/rematrix_icon.xml`,
    ...[16, 24, 32, 48, 64, 128, 256, 512].map((size) => {
      const name = `${size}x${size}`;
      return `${path.join(pictures, name)}.png=${theme}/${name}/mimetypes/application-x-rematrix.png`;
    }),
  ];
}
