import fc from "fast-check";

/*
 * Property tests try the same cases in every run, so that a change is judged by what it changed; another
 * seed looks elsewhere: `REMATRIX_SEED=$RANDOM npm run test:unit`.
 */
fc.configureGlobal({ seed: Number(process.env.REMATRIX_SEED ?? 20261123) });
