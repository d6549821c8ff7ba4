/** How gradients change the weights, as a person chose it. */
export type OptimizerPlan =
  /** W ⇒ W − μ ∂cost/∂W, with the learning rate μ. */
  { readonly kind: "sgd"; readonly learningRate: number };
