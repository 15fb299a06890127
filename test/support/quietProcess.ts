import { ProcessState } from "../../provider/src/operations/openSession";
import { observe } from "./canary";

/** What the operations of one process share; its lines are kept, and handed to the scan, in the place of stderr. */
export class QuietProcess extends ProcessState {
  readonly lines: string[] = [];

  override print(line: string): void {
    observe("a printed line", line);
    this.lines.push(line);
  }
}
