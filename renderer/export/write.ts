import { writeNpy } from "../../core/archive/npy.ts";
import type { DatasetSource } from "../../core/data/datasets.ts";
import { loadDataset } from "../../core/data/load-dataset.ts";
import type { Samples } from "../../core/data/samples.ts";
import { drawExperiment } from "../../core/experiment/draw-experiment.ts";
import { writeMatrixCsv } from "../../core/export/csv.ts";
import { listMatrices } from "../../core/export/named-matrices.ts";
import { textExports } from "../../core/export/targets.ts";
import type { Result } from "../../core/result.ts";
import { Trainer } from "../../core/training/trainer.ts";
import type { ExportAnswer, ExportRequest } from "./protocol.ts";

/** Makes what is asked for: the work of the export worker, which has nothing else to do. */
export async function answerExport(request: ExportRequest, source: DatasetSource): Promise<ExportAnswer> {
  const loaded = await loadDataset(request.experiment.data, source);
  if (!loaded.ok) return refuse(loaded);
  if (request.kind === "text") {
    const { experiment, stop, target } = request;
    return { ok: true, content: textExports[target].write({ experiment, samples: loaded.value, stop }) };
  }
  return writeMatrix(request, loaded.value);
}

function writeMatrix(
  { experiment, code, format }: Extract<ExportRequest, { readonly kind: "matrix" }>,
  samples: Samples | null,
): ExportAnswer {
  const drawn = drawExperiment(experiment, samples);
  if (!drawn.ok) return refuse(drawn);
  const trainer = new Trainer(experiment, drawn.value);
  trainer.look();
  const found = listMatrices(experiment, drawn.value, trainer).find((one) => one.code === code);
  if (found === undefined) throw new Error(`internal: there is no matrix ${code}`);
  const { matrix, columns, shape } = found;
  if (format === "csv") return { ok: true, content: writeMatrixCsv(matrix, columns) };
  return { ok: true, content: new Uint8Array(writeNpy({ shape, values: matrix.values })) };
}

function refuse({ problems }: Extract<Result<unknown>, { readonly ok: false }>): ExportAnswer {
  return { ok: false, reason: problems.map(({ message }) => message).join("\n") };
}
