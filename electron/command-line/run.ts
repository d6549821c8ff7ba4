import { check } from "./check.ts";
import { data } from "./data.ts";
import { derive } from "./derive.ts";
import { deriveExpression } from "./derive-expression.ts";
import { exportTo } from "./export.ts";
import { FileError } from "./file-error.ts";
import { exitCodes, type ExitCode, type Io } from "./io.ts";
import { pass } from "./pass.ts";
import { readInput, type Input } from "./read-input.ts";
import { refuse } from "./refuse.ts";
import { train } from "./train.ts";
import { help, readArguments, UsageError, type Request, type Verb } from "./usage.ts";

type Command = (input: Input, request: Request, io: Io) => ExitCode | Promise<ExitCode>;

const commands: Readonly<Record<Verb, Command>> = {
  train,
  pass,
  check,
  derive,
  data,
  export: exportTo,
};

/** Does what the arguments after the program's name say, and gives the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const request = readArguments(argv);
    if (request === null) {
      io.stdout.write(help);
      return exitCodes.done;
    }
    const input = request.file === null ? null : await readInput(request.file, io);
    if (input?.ok === false) return refuse(input.problems, request, io);
    if (request.expression !== null) {
      return deriveExpression(request.expression, input?.value ?? null, request, io);
    }
    if (input === null) throw new Error("internal: no file and no expression");
    return await commands[request.verb](input.value, request, io);
  } catch (error) {
    if (error instanceof FileError) io.stderr.write(`${error.message}\n`);
    else if (error instanceof UsageError)
      io.stderr.write(`${error.message}\nrematrix --help lists what can be asked for.\n`);
    else throw error;
    return exitCodes.wrongUsage;
  }
}
