import { app } from "electron";

/**
 * Keeps Chromium itself from a network, below everything that a page's policy and the session's handlers see:
 * no host is ever found, and WebRTC sends no datagram. Electron takes this only before it is ready.
 */
export function setupOffline(): void {
  app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  app.commandLine.appendSwitch("force-webrtc-ip-handling-policy", "disable_non_proxied_udp");
}
