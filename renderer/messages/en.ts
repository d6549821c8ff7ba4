import type { DatasetName, PatternName } from "../../core/data/plan.ts";
import type { Warning, WarningCode } from "../../core/experiment/warnings.ts";
import type { ActivationName, CostName } from "../../core/network/plan.ts";
import type { OptimizerName } from "../../core/optimizer/plan.ts";
import type { TrainingStatus } from "../../core/training/frame.ts";
import { formatCount } from "../format/number.ts";
import type { Commands } from "../shell/commands.ts";
import { bench } from "./en/bench.ts";
import { desk } from "./en/desk.ts";
import { compare } from "./en/compare.ts";
import { documents } from "./en/documents.ts";
import { domino } from "./en/domino.ts";
import { derivation } from "./en/derivation.ts";
import { edits } from "./en/edits.ts";
import { emphasis } from "./en/emphasis.ts";
import { exporting } from "./en/export.ts";
import { formula } from "./en/formula.ts";
import { lamp } from "./en/lamp.ts";
import { comparison, xray } from "./en/xray.ts";
import { window_ } from "./en/window.ts";
import { practice } from "./en/practice.ts";
import { micro } from "./en/micro.ts";
import { runs } from "./en/runs.ts";

const plurals = new Intl.PluralRules("en");

/** A number of a message, in three digits. */
function formatShort(value: string | number): string {
  return String(Number(Number(value).toPrecision(3))).replace("-", "−");
}

/** `1 step`, `2 steps`. */
function count(number: number, one: string, other: string): string {
  return `${formatCount(number)} ${plurals.select(number) === "one" ? one : other}`;
}

const activations: Record<ActivationName, string> = {
  linear: "linear",
  square: "square x²",
  cube: "cube x³",
  sigmoid: "sigmoid",
  tanh: "tanh",
  relu: "ReLU",
  "leaky-relu": "leaky ReLU",
  softplus: "softplus",
  softmax: "softmax",
};

const costs: Record<CostName, string> = {
  sse: "Σ(Y−Ŷ)²",
  mse: "mean (Y−Ŷ)²",
  bce: "BCE, binary",
  "cross-entropy": "cross-entropy",
};

const costTitles: Record<CostName, string> = {
  sse: "Sum of the squared errors, as in the article",
  mse: "Mean of the squared errors",
  bce: "Binary cross-entropy, summed over the outputs, mean over the samples; for sigmoid",
  "cross-entropy": "Cross-entropy of the classes, mean over the samples; for softmax",
};

const optimizers: Record<OptimizerName, string> = {
  sgd: "SGD",
  momentum: "Momentum",
  nesterov: "Nesterov",
  adagrad: "Adagrad",
  rmsprop: "RMSprop",
  adam: "Adam",
};

const patterns: Record<PatternName, string> = {
  xor: "XOR",
  circles: "circles",
  spiral: "spiral",
  moons: "moons",
  gauss: "two clouds",
  plane: "plane",
  sine: "sine",
};

const datasets: Record<DatasetName, string> = {
  iris: "iris",
  wine: "wine",
  "breast-cancer": "breast cancer",
  diabetes: "diabetes",
  digits: "digits",
};

const status: Record<TrainingStatus, string> = {
  running: "Training",
  paused: "Paused",
  stopped: "Stop reached",
  diverged: "Not finite",
};

/** Every text of the page, in English. A catalogue in another language has the same shape. */
export const en = {
  languageName: "English",
  offline: "Offline",

  file: {
    group: "File",
    new: "New",
    open: "Open",
    save: "Save",
    saveAs: "Save as",
    examples: "Examples",
    undo: "Undo",
    redo: "Redo",
    unsaved: "unsaved",
    nameLabel: "Name of the experiment",
    untitled: "Untitled experiment",
    saved: (name: string) => `Saved ${name}.`,
    downloaded: (name: string) => `Saved as a download: ${name}.`,
    opened: (name: string) => `Opened ${name}.`,
    openFailedTitle: (name: string) => `${name} could not be opened`,
    openFailedKept: "What you had open is unchanged.",
    refusedTitle: "This experiment cannot be trained",
    moreProblems: (number: number) => `and ${count(number, "more problem", "more problems")}`,
    close: "Close",
  },

  unsavedQuestion: {
    title: (name: string) => `Save the changes to “${name}”?`,
    body: "If you don’t, they are lost.",
    save: "Save",
    discard: "Don’t save",
    cancel: "Cancel",
  },

  transport: {
    group: "Training",
    play: "Play",
    pause: "Pause",
    step: "One step",
    stepBack: "One step back in time",
    epoch: "One epoch",
    toEnd: "To the latest step",
    playForks: "Play goes on from here with what was changed; the steps after it are cut off",
    playRepeats: "Play goes through the same steps again, with the same numbers",
    stepShort: "step",
    epochShort: "epoch",
    rewind: "Back to start",
    speed: "Speed",
    speedMax: "max",
    speedMaxLong: "as fast as it can",
    speedValue: (stepsPerSecond: number) => `${formatCount(stepsPerSecond)}/s`,
    speedLong: (stepsPerSecond: number) => count(stepsPerSecond, "step per second", "steps per second"),
    step_: "step",
    ofLatest: (latest: string) => `of ${latest}`,
    inPast: "in the past",
    backToEnd: "back to the end",
    cost: "cost",
    right: "right",
    notFinite: "not finite",
    correct: (right: number, all: number) => `${formatCount(right)} of ${formatCount(all)} samples right`,
  },

  settings: {
    title: "Experiment",
    data: "Data",
    network: "Network",
    training: "Training",
    source: "Source",
    drawn: "drawn",
    table: "table",
    tableNew: "table …",
    patternGroup: "Patterns",
    patterns,
    patternTitles: {
      xor: "Four quadrants; 1 where the signs differ",
      circles: "A circle around another",
      spiral: "Two arms of a spiral",
      moons: "Two half moons, one in the other",
      gauss: "Two clouds; the noise makes them",
      plane: "y = (x₁ + x₂) ÷ 2",
      sine: "y = sin πx",
    },
    datasetGroup: "Data sets",
    datasets,
    datasetTitles: {
      iris: "150 flowers, 4 measures, 3 species",
      wine: "178 wines, 13 measures, 3 grapes",
      "breast-cancer": "569 tumours, 30 measures, malignant or benign",
      diabetes: "442 patients, 10 measures, how the disease went on",
      digits: "1,797 handwritten digits, 8×8 pixels",
    },
    dataDigest: (name: string, samples: number, features: number) =>
      `${name} (${formatCount(samples)}, ${features})`,
    dataSize: (training: number, test: number, features: number, targets: number) =>
      `X (${training}, ${features}), Y (${training}, ${targets})` +
      (test > 0 ? `, ${formatCount(test)} kept for testing` : ""),
    noise: "Noise",
    noiseTitle: "Standard deviation of the noise; 0 is none",
    test: "Test %",
    testTitle: "How many percent of the samples are kept out of training, to test with; empty: none",
    scaling: "Scaling",
    scalings: { none: "as it is", standardise: "standard", range: "0 … 1" },
    scalingTitles: {
      none: "X as it comes",
      standardise: "Each column of X gets mean 0 and deviation 1: (x − mean) ÷ deviation",
      range: "Each column of X gets the range 0 … 1: (x − min) ÷ (max − min)",
    },
    draw: "Draw",
    draws: { rand: "rand", randint: "randint", randn: "randn" },
    drawTitles: {
      rand: "rand: uniform from 0 to 1",
      randint: "randint: whole numbers in a range",
      randn: "randn: normal with mean μ and deviation σ",
    },
    range: "Range",
    meanAndSd: "μ, σ",
    low: "Low",
    high: "High, excluded",
    mean: "Mean μ",
    sd: "Deviation σ",
    samples: "Samples",
    features: "Features",
    target: "Target",
    targets: { teacher: "teacher", linear: "linear" },
    targetTitles: {
      teacher: "A hidden network of the same form makes Y",
      linear: "Y = X · coefficients",
    },
    coefficients: "Coefficients",
    coefficientsHint: "numbers with spaces between",
    seed: "Seed",
    newSeed: "New seed",
    layer: (number: number) => `Layer ${number}`,
    units: "Units",
    unitsOf: (number: number) => `Units of layer ${number}`,
    unitsFixed: "Y has this many columns",
    activation: "Activation",
    activationOf: (number: number) => `Activation of layer ${number}`,
    removeLayer: (number: number) => `Remove layer ${number}`,
    addLayer: "Add a layer",
    ownFormula: "own formula",
    formulaOf: (number: number) => `Formula of layer ${number}`,
    formula: {
      hint: "A formula in x, as Python writes it: x*exp(-x**2), maximum(x, 0), where(x > 0, x, 0)",
      problem: (column: number, message: string) =>
        `At character ${column}: ${message}${/[?.]$/.test(message) ? "" : "."}`,
    },
    bias: "Bias",
    on: "on",
    off: "off",
    weights: "Weights",
    weightDraws: {
      uniform: "uniform",
      rand: "rand",
      normal: "normal",
      xavier: "Xavier",
      he: "He",
      zeros: "zeros",
    },
    weightTitles: {
      uniform: "Uniform in a range",
      rand: "rand: uniform from 0 to 1",
      normal: "Normal with mean μ and deviation σ",
      xavier: "Uniform in ±√(6 ÷ (inputs + units)), for tanh and sigmoid; biases start at 0",
      he: "Normal with deviation √(2 ÷ inputs), for ReLU; biases start at 0",
      zeros: "All 0: the units of a layer stay alike",
    },
    weightsGiven: "as edited",
    weightsGivenTitle: "Every weight as it was written down",
    weightsLow: "Weights from",
    weightsHigh: "Weights to",
    weightsMean: "Weights’ mean μ",
    weightsSd: "Weights’ deviation σ",
    none: "none",
    cost: "Cost",
    penalty: "Penalty",
    l1: "L1",
    l1Title: "Adds this much times Σ|W| to the cost; biases go free.",
    l2: "L2",
    l2Title: "Adds this much times ΣW² to the cost; biases go free.",
    optimizer: "Optimizer",
    learningRate: "Learning rate",
    learningRateSlider: "Learning rate, logarithmic slider",
    parameters: "Details",
    parameterLetters: { momentum: "momentum", alpha: "α", beta1: "β₁", beta2: "β₂", epsilon: "ε" },
    parameterNames: {
      momentum: "Momentum",
      alpha: "Decay α",
      beta1: "Decay β₁",
      beta2: "Decay β₂",
      epsilon: "Floor ε",
    },
    parameterTitles: {
      momentum: "How much of the last step goes into the next: 0 none, close to 1 almost all.",
      alpha: "How much of the mean of squared gradients is kept in each step.",
      beta1: "How much of the mean of gradients is kept in each step.",
      beta2: "How much of the mean of squared gradients is kept in each step.",
      epsilon: "Added to the divisor, so that small gradients are not divided by zero.",
    },
    schedule: "Schedule",
    scheduleKind: "How the learning rate changes",
    schedules: { constant: "constant", step: "in stairs", exponential: "exponential", cosine: "cosine" },
    every: "Every",
    everyTitle: "Steps between two stairs",
    factor: "Times",
    factorTitle: "The learning rate is multiplied by this at each stair.",
    factorPerStep: "The learning rate is multiplied by this after each step.",
    cosineSteps: "Steps",
    cosineStepsTitle: "The learning rate falls along half a cosine wave for so many steps; there it stays.",
    lowestRate: "Down to",
    lowestRateTitle: "The learning rate at the end of the wave",
    batch: "Batch",
    batches: { full: "full", size: "n samples" },
    batchSize: "Samples per batch",
    stops: {
      steps: "Stop after",
      epochs: "Epochs",
      costBelow: "Cost below",
      noProgressFor: "No progress",
    },
    stopTitles: {
      steps: "Stop after so many steps; empty: never",
      epochs: "Stop after so many epochs; empty: never",
      costBelow: "Stop as soon as the cost is below this; empty: never",
      noProgressFor: "Stop when the cost has reached no new low for so many epochs; empty: never",
    },
    stopAlso: "Or earlier",
    stopDigests: {
      epochs: (value: string) => `${value} epochs`,
      costBelow: (value: string) => `cost < ${value}`,
      noProgressFor: (value: string) => `no progress ${value}`,
    },
    never: "never",
    wholeNumber: "Enter a whole number.",
    number: "Enter a number.",
    warnings: {
      "zero-weights": {
        text: () => "With weights that are all 0 the units of a layer stay alike, or never move.",
        remedy: "Draw them",
      },
      "target-out-of-range": {
        text: ({ activation, least, greatest, lowest, highest }) =>
          `Y runs from ${formatShort(lowest)} to ${formatShort(highest)}, but ${activation} gives numbers ` +
          (greatest === Infinity ? `from ${least} on.` : `from ${least} to ${greatest}.`),
        remedy: "Make it linear",
      },
      "scaling-advised": {
        text: ({ large, largest, small, smallest }) =>
          `Column ${large} of X reaches ${formatShort(largest)}, column ${small} only ` +
          `${formatShort(smallest)}: no learning rate suits both.`,
        remedy: "Standardise",
      },
    } satisfies Record<WarningCode, { text: (values: Warning["values"]) => string; remedy: string }>,
    mends: {
      title: "Changed with it:",
      units: (layer: number, units: number) =>
        `Layer ${layer} has ${count(units, "unit", "units")}, as Y has columns.`,
      activation: (layer: number, name: string) => `Layer ${layer} is now ${name}, as the cost needs.`,
      cost: (name: string) => `The cost is now ${name}: the other one needs outputs from 0 to 1.`,
      split: "No sample is kept for testing: there are too few.",
      batch: (batch: number | "full") =>
        batch === "full" ? "A batch is all samples." : `A batch has ${count(batch, "sample", "samples")}.`,
      learningRate: (rate: number) => `The learning rate is ${rate}, which suits this optimizer.`,
      weights: "The edited weights have another shape now: they are drawn anew.",
      undo: "Undo",
    },
  },

  table: {
    edit: "Edit numbers",
    title: "Table",
    intro:
      "One sample per line, the columns of Y last; paste from a spreadsheet, or type. A first line may name " +
      "the columns.",
    numbers: "Numbers of the table",
    targets: "Columns of Y",
    size: (samples: number, features: number, targets: number) =>
      `X (${samples}, ${features}), Y (${samples}, ${targets})`,
    empty: "There are no numbers yet.",
    tooNarrow: (columns: number, targets: number) =>
      `There are ${count(columns, "column", "columns")}, of which ${targets} would be Y: none is left for X.`,
    ragged: (line: number, expected: number, got: number) =>
      `Line ${line} has ${count(got, "cell", "cells")}; the first one has ${expected}.`,
    notNumber: (line: number, column: number, got: string) =>
      `Line ${line}, column ${column}: “${got}” is no number.`,
    cancel: "Cancel",
    apply: "Use these numbers",
  },

  activations,
  costs,
  costTitles,
  optimizers,
  status,

  graph: {
    title: "Network",
    sample: "sample",
    sampleLabel: "Sample shown in the nodes",
    describe: (layers: string) =>
      `Layer graph: ${layers}. Every edge is one weight; the same weights stand as numbers in the chain below.`,
    layer: (code: string, units: number) => `${code} with ${count(units, "unit", "units")}`,
    folded: (hidden: number) => `${count(hidden, "unit", "units")} not drawn`,
    edit: "click to edit",
  },

  chain: {
    title: "Chain of matrices",
    legend: "Colour scales",
    scales: { data: "data", weights: "weights", gradients: "gradients" },
    region: "Chain of matrices",
    scroller: "Matrices",
    matrix: (code: string, rows: number, columns: number) =>
      `${code}, ${count(rows, "row", "rows")}, ${count(columns, "column", "columns")}`,
    matrixHint: "Arrow keys move from number to number; Enter shows what one is made of.",
    matrixHintEdit:
      "Arrow keys move from number to number; Enter edits a weight, Shift and Enter shows what it is made of.",
    /** What a number becomes with the next step. */
    next: (becomes: string) => `next: ${becomes}`,
    /** So many terms of a sum are left out. */
    more: (terms: number) => `${terms} more`,
    versus: "vs",
    difference: "Y − Ŷ",
    scalings: {
      standardise: {
        lines: ["− mean", "÷ sd"],
        title: "X = (X₀ − mean) ÷ deviation, column by column; both are those of the training samples",
      },
      range: {
        lines: ["− min", "÷ range"],
        title: "X = (X₀ − min) ÷ (max − min), column by column; both are those of the training samples",
      },
    },
    firstSamples: (shown: number, all: number) =>
      `first ${formatCount(shown)} of ${formatCount(all)} samples`,
    firstSamplesTitle: "All samples are trained on; as many are shown as cost training no time",
    fit: "Overview",
    fitHint: "As much as possible at once: colours without numbers where there is no room",
    hint: "Point at a number, or move there with Tab and the arrow keys, to see how it comes about.",
  },

  micro,

  weight: {
    title: (code: string, row: number, column: number) => `${code}[${row},${column}]`,
    value: "New value",
    apply: "Set",
    note: "Training starts from the edited weights.",
    notNumber: "Enter a finite number, like −0.25.",
  },

  curve: {
    title: "Cost over steps",
    costAxis: "Cost axis",
    stepAxis: "Step axis",
    linear: "linear",
    logarithmic: "log",
    step: "step",
    cost: "cost",
    training: "training",
    test: "test",
    ghost: "cut off",
    forgetGhost: "Take the cut branch off the curve",
    empty: "Press Play or Space: the cost of every step is drawn here.",
    right: (percent: string) => `right ${percent} %`,
    describe: (step: number, cost: string) => `Cost over steps, ${cost} at step ${formatCount(step)}.`,
    playhead: "Step shown",
    playheadValue: (step: string, latest: string, cost: string | null) =>
      `step ${step} of ${latest}` + (cost === null ? "" : `, cost ${cost}`),
  },

  figures: {
    training: "training",
    test: "test",
    cost: "cost",
    accuracy: "right",
    accuracyTitle: "Share of the samples whose class the network gets right",
    r2Title: "R² = 1 − Σ(Y−Ŷ)² ÷ Σ(Y−mean)²: 1 is perfect, 0 no better than the mean",
    penalty: (cost: string, data: string, penalty: string) => `cost ${cost} = ${data} + penalty ${penalty}`,
    rate: (rate: string) => `learning rate now ${rate}`,
  },

  check: {
    intro: "Compares every gradient of this step with central differences of the cost.",
    run: "Check the gradients",
    again: "Check again",
    running: "Comparing …",
    unasked: "Check whenever training rests",
    unaskedTitle: "Compares the gradients unasked at every step at which training rests, in small networks",
    tooLarge: "This network is too large to be compared unasked.",
    right: (largest: string) => `The gradients are right: off by ${largest} at most.`,
    wrong: (largest: string) => `The gradients are off by ${largest}: more than 10⁻⁶ of their largest.`,
    unknown: "Nothing could be compared: the numbers are not finite.",
    stale: (step: string) => `This is of step ${step}, not of the one shown.`,
    ofStep: (step: string) => `Step ${step}`,
    matrix: "gradient",
    largest: "off by",
    compared: "compared",
    comparedOf: (compared: string, all: string) => `${compared} of ${all}`,
    kinks: "at kinks",
    kinksTitle: "Numbers at a kink, such as ReLU’s at 0, have two slopes: the gradient lies between them",
    place: (row: number, column: number, analytic: string, numeric: string) =>
      `worst at [${row},${column}]: ${analytic} by the backward pass, ${numeric} by differences`,
  },

  lamp,
  xray,
  comparison,

  inspector: {
    empty: "Nothing looked at yet. Point at a number in the chain or at an edge of the network.",
    value: "value",
    product: "product",
    runningSum: "sum so far",
    bias: "bias",
    total: "sum",
    colour: "On the scale",
    notesLabel: "Notes: what to look for",
    notesEmpty: "Write down what to look for.",
    productOf: (input: string, weights: string) => `row of ${input} · column of ${weights}`,
    isGradient: "The direction in which this weight lowers the cost: δ = −∂cost/∂W, at this step.",
    isInput: "An input: a feature of a sample, the same in every step.",
    isTarget: "A target: what the network should answer for this sample.",
    isError: "The error: target minus output.",
    isActivation: "The activation acts on each element by itself:",
    isProduct: "A product: the row of the left matrix times the column of the right one, summed.",
    sample: (row: number) => `sample ${row}`,
  },

  compare,
  desk,
  documents,
  domino,
  derivation,
  edits,
  emphasis,
  formula,
  practice,
  window_,
  runs,

  diagnosis: {
    title: (step: number) =>
      `Training stopped: the numbers are no longer finite at step ${formatCount(step)}`,
    first: (code: string, place: string) => `${code} was the first matrix to break, at ${place}.`,
    fromTheStart:
      "Already the start is not finite: there is no step to show. Other data or weights are needed.",
    before: (magnitude: string, step: number) =>
      `One step before, its largest magnitude was ${magnitude}. What you see is step ${formatCount(step)}, the last finite one.`,
    region: "Why training stopped",
    step: "step",
    magnitudes: "Largest magnitude in every matrix along the chain",
    notFinite: "not finite",
    trying: "Trying what would help …",
    tried: "Tried on a copy of this training:",
    nothingHelped: "Neither a smaller learning rate nor scaled columns helped when they were tried.",
    survived: (steps: string, cost: string) => `${steps} steps later the cost was ${cost}`,
    smallerRate: (rate: string, from: number, outcome: string) =>
      `Learning rate ${rate} from step ${formatCount(from)} on: ${outcome}`,
    standardise: (outcome: string) => `Standardise X and start anew: ${outcome}`,
  },

  crash: {
    title: "The training engine stopped unexpectedly",
    body: "What you see is the last step it reported; your experiment is intact, and training goes on from its last kept step.",
    restart: "Restart the engine",
    restarted: (latest: number) =>
      latest > 0
        ? `The engine was restarted and goes on from step ${formatCount(latest)}`
        : "The engine was restarted; training begins at step 0",
  },

  host: {
    tooLarge: (size: string, limit: string) => `It is ${size} large; the lab reads files up to ${limit}.`,
    notAllowed: "The browser did not allow it.",
    fileGone: "The file is no longer where it was.",
    engineNotLoaded: "The training engine could not be loaded.",
    engineUnreadable: "A message from the training engine was unreadable.",
  },

  gallery: {
    title: "Examples",
    intro: "Each one opens at its start, ready to train.",
    close: "Close",
  },

  bench,
  exporting,

  shortcuts: {
    title: "Keyboard",
    open: "Keyboard shortcuts",
    close: "Close",
    commands: {
      playPause: "Play or pause",
      step: "One step",
      stepBack: "One step back in time",
      epoch: "One epoch",
      rewind: "Back to start",
      toEnd: "To the latest step",
      check: "Check the gradients",
      micro: micro.shortcut,
      advanceMicro: micro.button,
      newSeed: "New seed",
      keepRun: runs.keepShort,
      undo: "Undo",
      redo: "Redo",
      new: "New experiment",
      open: "Open",
      gallery: "Examples",
      save: "Save",
      saveAs: "Save as",
      duplicate: documents.duplicate,
      revert: documents.revert,
      export: "Export",
      print: "Print",
      updates: "Show updates, or let training go as fast as it can",
      projector: "Projector mode",
      shortcuts: "This table",
      details: "To the details’ tabs",
    } satisfies Record<keyof Commands, string>,
    rows: {
      newWindow: "New window",
      playhead: "Move the playhead on the curve",
      derivation: "In the derivation: steps, play",
      cells: "Move in a matrix",
      edit: "Edit the weight under the cursor",
      lookInto: "See what the number under the cursor is made of",
    },
    keys: {
      space: "Space",
      arrows: "Arrows",
      enter: "Enter",
      shift: "Shift",
      alt: "Alt",
      control: "Ctrl",
      appleShift: "⇧",
      option: "⌥",
      command: "⌘",
    },
  },

  status_: {
    region: "Status",
    engine: "float64 numbers",
    engineTitle: "Every number has 64 bits, as NumPy’s float64: about 16 digits",
    stepsPerSecond: (rate: number) => `${formatCount(rate)} steps/s`,
    past: "In the past",
    pastForks:
      "Play goes on from here with what was changed; the steps after it are cut off, unless they are kept (K) at the " +
      "latest one.",
    pastRepeats: "Play goes through the same steps again, with the same numbers.",
    stopped: (step: number) => `Stop reached at step ${formatCount(step)}. Play goes on.`,
    projector: "Projector mode",
    details: "Curve and details",
    settings: "Settings",
    resizeLeft: "Resize the settings",
    resizeMiddle: "Resize network and chain",
    resizeRight: "Resize curve and details",
    resizeDetails: "Resize curve and inspector",
    light: "Light",
    dark: "Dark",
  },
};
