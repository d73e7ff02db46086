import Foundation
import LabelingCore
import PluginHost
import TestSupport
import Testing

/// A pool with a plugin in C that does what its documents say: the first letter
/// of a text is a command, the functions take turns by its second.
@Suite(
  .serialized,
  .enabled(if: SharedLibrary.compiler != nil, "a C compiler makes the plugins of these tests")
)
struct WorkerPoolTests {
  /// The commands: `t` traps, `l` loops, `x` ends the process, `e` is a fault, `p` prints,
  /// `o` votes for no class, `g` writes to all descriptors, `c` closes them, `k` forks and goes
  /// on twice, `b` leaves a child behind, `s` stops the process, `q` prints without end,
  /// `a` writes over the batch, `v` casts a ballot with a confidence, `w` one of no classes.
  private static let apply = """
    char *base = (char *)arena;
    WinnowSlice *texts = (WinnowSlice *)(base + arena->texts);
    int16_t *votes = (int16_t *)(base + arena->votes);
    char *enabled = base + arena->enabled;
    for (uint32_t f = 0; f < arena->function_count; f++) {
      if (!enabled[f] || f + 1 < arena->resume.function) continue;
      uint32_t row = f + 1 == arena->resume.function ? arena->resume.document : 0;
      for (; row < arena->document_count; row++) {
        winnow_mark(&arena->running, f + 1, row);
        const char *text = base + arena->text + texts[row].offset;
        int16_t *vote = &votes[f * arena->document_count + row];
        *vote = f;
        if (text[1] != '0' + (int)f) continue;
        if (text[0] == 't') __builtin_trap();
        if (text[0] == 'l') for (volatile int i = 0;; i++) {}
        if (text[0] == 'x') exit(3);
        if (text[0] == 'o') *vote = 2 + row;
        if (text[0] == 'g')
          for (int i = 3; i < 2000; i++) write(i, "not for you, not at all", 23);
        if (text[0] == 'c') for (int i = 0; i < 2000; i++) close(i);
        if (text[0] == 'k') fork();
        if (text[0] == 'b' && fork() == 0) for (;;) pause();
        if (text[0] == 's') kill(getpid(), SIGSTOP);
        if (text[0] == 'q') for (;;) puts("on and on and on and on and on");
        if (text[0] == 'a') { memset(arena, 0xEE, sizeof *arena); __builtin_trap(); }
        if (text[0] == 'v' || text[0] == 'w') {
          WinnowBallot *ballots = (WinnowBallot *)(base + arena->ballots);
          uint16_t *statements = (uint16_t *)(base + arena->statements);
          uint32_t n = arena->ballot_count++;
          ballots[n] = (WinnowBallot){arena->statement_count, 1, (text[2] - '0') / 10.0};
          statements[arena->statement_count++] = text[0] == 'v' ? f : 7;
          *vote = 2 + n;
        }
        if (text[0] == 'p') printf("printed by %u\\\\n", f);
        if (text[0] == 'e') {
          *vote = WINNOW_FAULT;
          strcpy(base + arena->messages + f * WINNOW_MESSAGE_BYTES, "no number");
        }
      }
    }
    """.replacing("\\\\", with: "\\")

  private static let plugin = Result {
    try CompiledPlugin.loaded(functions: [("first", "code"), ("second", "code")], apply: apply)
  }

  private struct Outcome: Equatable {
    var votes: [[Int16]] = [[], []]
    var ids: [String] = []
    var ballots = BallotRegister(classCount: 2)
    /// Faulty cells as "document function cause".
    var cells: [String] = []
    var faults: [LabelingFunctionFault] = []
  }

  /// Runs a pool on texts in batches of eight.
  private func run(
    _ texts: [String],
    _ options: WorkerOptions,
    selection: [Bool]? = nil,
    output: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws -> Outcome {
    try withoutActuallyEscaping(output) { output in
      let pool = try WorkerPool<Int>(
        Self.plugin.get(),
        options: options,
        selection: selection,
        forwardOutput: output
      )
      var outcome = Outcome()
      var next = 0
      try pool.apply {
        guard next < texts.count else { return nil }
        defer { next += 8 }
        let texts = Array(texts[next..<min(next + 8, texts.count)])
        return LabelingBatch(texts: texts, from: next).with(next)
      } _: { voted in
        for function in 0..<2 { outcome.votes[function] += voted.votes(of: function) }
        let ids = (0..<voted.count).map { voted.batch.id(at: $0) }
        #expect(ids[0] == "d\(voted.batch.context)", "a batch comes back with its context")
        outcome.ids += ids
        outcome.ballots = voted.ballots
        outcome.cells += voted.faults.map { "\(ids[$0.row]) \($0.function) \($0.cause.rawValue)" }
      }
      outcome.faults = pool.faults
      return outcome
    }
  }

  private func options(
    _ workers: Int,
    seconds: Double = 30,
    crashLimit: Int = 1000,
    timeoutLimit: Int = 10
  ) -> WorkerOptions {
    WorkerOptions(
      workerCount: workers,
      timeLimit: .seconds(seconds),
      crashLimit: crashLimit,
      timeoutLimit: timeoutLimit
    )
  }

  @Test(arguments: [1, 2, 3])
  func `votes come in the order of the corpus`(workers: Int) throws {
    let outcome = try run((0..<100).map { _ in "--" }, options(workers))
    #expect(outcome.ids == (0..<100).map { "d\($0)" })
    #expect(
      outcome.votes == [[Int16](repeating: 0, count: 100), [Int16](repeating: 1, count: 100)]
    )
    #expect(outcome.faults.isEmpty)
  }

  @Test(arguments: [1, 2, 3])
  func `faults cost their cells only, whatever kind they are`(workers: Int) throws {
    var texts = [String](repeating: "--", count: 60)
    for (row, text) in [(3, "t0"), (4, "t0"), (7, "x1"), (8, "e0"), (20, "t1"), (59, "e1")] {
      texts[row] = text
    }
    let outcome = try run(texts, options(workers))
    let first = (0..<60).map { [3, 4, 8].contains($0) ? Int16(-1) : 0 }
    let second = (0..<60).map { [7, 20, 59].contains($0) ? Int16(-1) : 1 }
    #expect(outcome.votes == [first, second])
    let cells = [
      "d3 0 crash", "d4 0 crash", "d7 1 crash", "d8 0 thrown", "d20 1 crash", "d59 1 thrown",
    ]
    #expect(Set(outcome.cells) == Set(cells) && outcome.cells.count == cells.count)
    #expect(outcome.faults.map(\.function) == ["first", "second"])
    #expect(
      outcome.faults.map(\.counts) == [["crash": 2, "thrown": 1], ["crash": 2, "thrown": 1]]
    )
    #expect(outcome.faults[0].documents == ["d3", "d4", "d8"])
    #expect(outcome.faults[0].firstMessage.hasPrefix("a trap"))
    #expect(
      outcome.faults[1].firstMessage == "the function ended the process with exit code 3"
    )
  }

  @Test(arguments: [1, 2, 3])
  func `a function that always traps is given up behind the same document`(workers: Int) throws {
    let texts = [String](repeating: "t0", count: 64)
    let outcome = try run(texts, options(workers, crashLimit: 5))
    #expect(outcome.faults.map(\.counts) == [["crash": 5, "disabled": 59]])
    #expect(outcome.votes[1] == [Int16](repeating: 1, count: 64))
    #expect(outcome.votes[0] == [Int16](repeating: -1, count: 64))
  }

  @Test(arguments: [1, 2, 3])
  func `votes behind the limit abstain although another worker had them`(workers: Int) throws {
    var texts = [String](repeating: "--", count: 64)
    for row in [2, 9, 11] { texts[row] = "t0" }
    let outcome = try run(texts, options(workers, crashLimit: 3))
    #expect(outcome.votes[0] == (0..<64).map { $0 > 11 || [2, 9, 11].contains($0) ? -1 : 0 })
    #expect(outcome.faults.map(\.counts) == [["crash": 3, "disabled": 52]])
  }

  @Test(arguments: [1, 2])
  func `endless loops are stopped, and given up after some`(workers: Int) throws {
    var texts = [String](repeating: "--", count: 40)
    for row in [1, 2, 30] { texts[row] = "l1" }
    let outcome = try run(texts, options(workers, seconds: 1.5, timeoutLimit: 2))
    #expect(outcome.votes[0] == [Int16](repeating: 0, count: 40))
    #expect(outcome.votes[1] == (0..<40).map { $0 == 0 ? 1 : -1 })
    #expect(outcome.faults.map(\.counts) == [["time_out": 2, "disabled": 37]])
    #expect(outcome.faults[0].firstMessage == "no answer within 1.5 seconds")
  }

  @Test func `functions that are not selected abstain without a fault`() throws {
    let texts = [String](repeating: "t0", count: 10)
    let outcome = try run(texts, options(2), selection: [false, true])
    #expect(outcome.votes == [[Int16](repeating: -1, count: 10), [Int16](repeating: 1, count: 10)])
    #expect(outcome.faults.isEmpty)
  }

  @Test(arguments: ["g", "c", "k", "b"], [1, 2])
  func `what a function does to descriptors and processes of others costs nothing`(
    command: String,
    workers: Int
  ) throws {
    var texts = [String](repeating: "--", count: 40)
    for row in [1, 2, 20, 39] { texts[row] = command + "0" }
    texts[30] = "t1"
    let outcome = try run(texts, options(workers))
    #expect(outcome.votes[0] == [Int16](repeating: 0, count: 40))
    #expect(outcome.votes[1] == (0..<40).map { $0 == 30 ? -1 : 1 })
    #expect(outcome.cells == ["d30 1 crash"])
  }

  @Test(arguments: ["s", "q"])
  func `a function that stops or prints for ever costs its cell`(command: String) throws {
    let outcome = try run(["--", command + "1", "--"], options(1, seconds: 0.3))
    #expect(outcome.votes == [[0, 0, 0], [1, -1, 1]])
    #expect(outcome.cells == ["d1 1 time_out"])
  }

  @Test func `a vote that is no class is a fault`() throws {
    let outcome = try run(["--", "o1", "--", "o1"], options(1))
    #expect(outcome.votes == [[0, 0, 0, 0], [1, -1, 1, -1]])
    #expect(outcome.faults.map(\.counts) == [["thrown": 2]])
    #expect(outcome.faults.first?.firstMessage == "the vote is for no ballot of the task")
  }

  @Test(arguments: [1, 2])
  func `what code casts is registered in the order of the documents`(workers: Int) throws {
    // The fourth stops the worker, whose batch goes on with the ballots that it had.
    let outcome = try run(["v05", "v03", "v05", "t0", "v09", "v13"], options(workers))
    #expect(outcome.ballots.others.map(\.confidence) == [0.5, 0.3, 0.9, 0.3])
    #expect(outcome.ballots.others.map(\.classes) == [[0], [0], [0], [1]])
    #expect(outcome.votes[0] == [2, 3, 2, -1, 4, 0])
    #expect(outcome.votes[1] == [1, 1, 1, 1, 1, 5])
    #expect(outcome.cells == ["d3 0 crash"])
  }

  @Test func `a ballot of no class of the task makes the batch's ballots faults`() throws {
    let outcome = try run(["v05", "w03", "--"], options(1))
    #expect(outcome.votes == [[-1, -1, 0], [1, 1, 1]])
    #expect(outcome.faults.first?.firstMessage == "the vote is for no ballot of the task")
  }

  @Test func `a function that writes over the batch does not end the host`() throws {
    #expect(throws: PluginError.self) { try run(["--", "a0", "--"], options(1)) }
  }

  @Test func `no process is left behind`() throws {
    let before = try Self.childCount
    _ = try run(["b0", "--", "b1", "l1"], options(2, seconds: 0.3))
    #expect(try Self.childCount == before)
  }

  /// Processes in groups that workers of this process led.
  private static var childCount: Int {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: "/proc").count { name in
        let arguments = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
        return String(decoding: arguments, as: UTF8.self).contains(try plugin.get().path)
      }
    }
  }

  @Test func `what functions print is passed on, also before a trap`() throws {
    var printed = ""
    let outcome = try run(["p0", "p1", "t1", "p0"], options(1)) {
      printed += String(decoding: $0, as: UTF8.self)
    }
    #expect(printed == "printed by 0\nprinted by 0\nprinted by 1\n")
    #expect(outcome.faults.map(\.counts) == [["crash": 1]])
  }

  @Test func `what the caller throws ends the run and its workers`() throws {
    struct Enough: Error {}
    let pool = try WorkerPool<Void>(Self.plugin.get(), options: options(2))
    #expect(throws: Enough.self) {
      try pool.apply {
        LabelingBatch(texts: ["--"], from: 0)
      } _: { _ in
        throw Enough()
      }
    }
  }
}
