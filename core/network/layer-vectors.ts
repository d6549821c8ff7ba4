/**
 * What a pass does to one layer's matrices element by element, faster: the bits are those of the activation
 * and of the ordinary sums. All arrays lie in the one memory that it was made for.
 */
export interface LayerVectors {
  /**
   * Z += b (where the layer has one) and H = f(Z) for the first `rows` rows; false if f hides that a number
   * of Z is not finite. H may be Z itself where f is linear.
   */
  readonly finish: (Z: Float64Array, H: Float64Array, b: Float64Array | null, rows: number) => boolean;
  /** G *= f′(Z) for the first `rows` rows. */
  readonly multiplyByDerivative: (G: Float64Array, Z: Float64Array, H: Float64Array, rows: number) => void;
  /** db = `np.sum(G, axis=0)` of the first `rows` rows, for a layer of at least two units. */
  readonly sumColumns: (db: Float64Array, G: Float64Array, rows: number) => void;
}
