import { shippedDatasets } from "../engine/shipped-datasets.ts";
import type { ExportRequest } from "./protocol.ts";
import { answerExport } from "./write.ts";

self.addEventListener("message", (message: MessageEvent<ExportRequest>) => {
  void answerExport(message.data, shippedDatasets).then((answer) => self.postMessage(answer));
});
