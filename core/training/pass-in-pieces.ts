import type { Parameters } from "../network/parameters.ts";
import type { Pass } from "../network/pass.ts";

/**
 * A pass, how far it has come, and one bounded piece more of it at a time: what keeps an engine that trains
 * a large network on many samples able to answer. Weights stay the same from `begin` until it is done.
 */
export class PassInPieces {
  readonly pass: Pass;
  #rows = 0;
  #chunks = 1;
  #forwarded = 0;
  #backed = 0;

  constructor(pass: Pass) {
    this.pass = pass;
  }

  /** Whether outputs and cost are complete. */
  get forwardDone(): boolean {
    return this.#forwarded === this.#chunks;
  }

  /** Whether the gradient is complete. */
  get backwardDone(): boolean {
    return this.#backed === this.#chunks;
  }

  /** Other weights, or other samples: the first `rows` of the pass's. */
  begin(rows: number): void {
    this.#rows = rows;
    this.#chunks = this.pass.chunksOf(rows);
    this.#forwarded = 0;
    this.#backed = 0;
  }

  /** One chunk forward, unless that is done. */
  forwardPiece(parameters: Parameters): void {
    if (!this.forwardDone) this.pass.forwardChunk(this.#forwarded++, parameters, this.#rows);
  }

  /** One chunk backward, or forward while that is not done, unless all is. */
  backwardPiece(parameters: Parameters): void {
    if (!this.forwardDone) this.forwardPiece(parameters);
    else if (!this.backwardDone) this.pass.backwardChunk(this.#backed++, parameters, this.#rows);
  }

  /** All that is left of the forward pass. */
  forward(parameters: Parameters): void {
    while (!this.forwardDone) this.forwardPiece(parameters);
  }

  /** All that is left of both passes. */
  backward(parameters: Parameters): void {
    while (!this.backwardDone) this.backwardPiece(parameters);
  }
}
