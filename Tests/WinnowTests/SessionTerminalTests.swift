import Foundation
import struct LabelingCore.SeededGenerator
import Platform
import TestSupport
import Testing

/// A session in the terminal, driven through a pseudo-terminal.
@Suite(.serialized)
struct SessionTerminalTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A session over a small corpus, without a task.
  private func start(_ corpus: String, _ options: [String] = []) throws {
    try folder.write(corpus, to: "c.jsonl")
    let result = try CommandLineTool.run(
      ["session", "start", "c.jsonl", "--classes", "ham,spam", "-o", "a.session", "--no-ask"]
        + options,
      in: folder
    )
    try #require(result.exitCode == 0, "\(result.errors)")
  }

  private func resume(
    _ options: [String] = [],
    environment: [String: String] = [:],
    columns: Int = 80,
    rows: Int = 24
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["session", "resume", "a.session"] + options,
      in: folder,
      environment: environment,
      columns: columns,
      rows: rows
    )
  }

  private func answerCount() throws -> Int {
    let result = try CommandLineTool.run(["session", "status", "a.session", "--json"], in: folder)
    let json = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    return try #require((json as? [String: Any])?["answers"] as? Int)
  }

  private static let corpus = (0..<40).reduce(into: "") {
    $0 += "{\"id\":\"d\($1)\",\"text\":\"document \($1) says hello\",\"lang\":\"en\"}\n"
  }

  @Test func `answer, undo, resize, kill and resume`() throws {
    try start(Self.corpus)
    let terminal = try resume()
    try terminal.wait(for: "0 of 40 documents answered")
    try terminal.wait(for: "[1] ham  [2] spam")
    #expect(terminal.screen.text.contains("says hello"))
    #expect(terminal.screen.text.contains("lang: en"))
    terminal.type("1")
    try terminal.wait(for: "1 of 40 documents answered")
    terminal.type("2")
    try terminal.wait(for: "2 of 40 documents answered")
    terminal.type("u")
    try terminal.wait(for: "1 of 40 documents answered")
    try terminal.wait(for: "taken back")
    terminal.type("2")
    try terminal.wait(for: "2 of 40 documents answered")
    for (columns, rows) in [(40, 12), (120, 40), (20, 6), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.wait {
        !$0.isDrawing && !$0.frameOverflows && $0.text.contains("[1] ham")
          && $0.lines[0].contains("session")
      }
    }
    terminal.send(.kill)
    #expect(try terminal.end() == 137)
    let again = try resume()
    try again.wait(for: "2 of 40 documents answered")
    again.type("q")
    #expect(try again.end() == 0)
    #expect(try answerCount() == 2)
  }

  @Test func `flags, notes, search, refusals and help have a key each`() throws {
    try start(Self.corpus)
    let terminal = try resume()
    try terminal.wait(for: "[1] ham")
    terminal.type("f")
    try terminal.wait(for: "flagged by tester")
    terminal.type("nodd ünïcode\u{7F}E\r")
    try terminal.wait(for: "note by tester: odd ünïcodE")
    terminal.type("/document 37\r")
    try terminal.wait(for: "document 37 says hello")
    terminal.type("x")
    try terminal.wait(for: "not [2] spam")
    terminal.type("2")
    try terminal.wait(for: "d37 is not spam")
    terminal.type("?")
    try terminal.wait(for: "take the last thing back")
    terminal.type(" z")
    try terminal.wait(for: "no command has this key")
    // Pasted text is no typing: none of its letters is a command.
    terminal.type("\u{1B}[200~1 2 s q\u{1B}[201~")
    terminal.type("s")
    try terminal.wait(for: "skipped")
    terminal.type("q")
    #expect(try terminal.end() == 0)
    #expect(try answerCount() == 1)
    #expect(terminal.screen.unknown.isEmpty)
  }

  @Test(arguments: Signal.endings + [.segmentation, .abort, .trap])
  func `whatever ends it, the terminal is as it was`(signal: Signal) throws {
    try start(Self.corpus)
    let terminal = try resume()
    try terminal.wait(for: "[1] ham")
    #expect(!terminal.isRestored)
    terminal.send(signal)
    #expect(try terminal.end() == 128 + signal.number)
    #expect(terminal.isRestored)
  }

  @Test(arguments: ["q", "\u{3}", "\u{4}"])
  func `leaving by a key restores the terminal`(key: String) throws {
    try start(Self.corpus)
    let terminal = try resume()
    try terminal.wait(for: "[1] ham")
    terminal.type(key)
    #expect(try terminal.end() == 0)
    #expect(terminal.isRestored)
  }

  @Test func `a document cannot take the screen over, and wide text fits`() throws {
    let text =
      "\\u001b[2J\\u001b[31mred\\u0007 \\u202egnirts\\u009b1m 日本語のテキスト "
      + "e\\u0301e\\u0301e\\u0301 👩‍👩‍👧 עברית \\r\\n"
    let long = String(repeating: text, count: 12)
    try start("{\"id\":\"x\",\"text\":\"\(long)\"}\n{\"id\":\"y\",\"text\":\"b\"}\n")
    let terminal = try resume(environment: ["NO_COLOR": "1"], columns: 33, rows: 20)
    try terminal.wait(for: "[1] ham")
    if terminal.screen.text.contains("\ny") { terminal.type("1") }
    try terminal.wait(for: "日本語")
    #expect(terminal.screen.text.contains(#"\u{1B}[31mred\u{7}"#))
    #expect(!terminal.screen.text.unicodeScalars.contains("\u{202E}"))
    #expect(!terminal.screen.hasOverflowed)
    #expect(!terminal.screen.hasColor)
    #expect(terminal.screen.unknown.isEmpty)
    #expect(terminal.screen.text.contains("more lines"))
    terminal.type("q")
    #expect(try terminal.end() == 0)
  }

  @Test func `without a terminal, or on a dumb one, it asks line by line`() throws {
    try start(Self.corpus)
    try folder.write("1\n\nspam\nn a note\nu\nx\n1\nnonsense\nq\n", to: "input")
    let result = try CommandLineTool.run(
      ["session", "resume", "a.session", "--annotator", "anna"],
      in: folder,
      input: "\(folder.path)/input"
    )
    #expect(result.exitCode == 0)
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.contains("[1] ham  [2] spam"))
    #expect(result.output.contains("that is neither a class nor a command"))
    #expect(try answerCount() == 3)
    let terminal = try resume(environment: ["TERM": "dumb"])
    try terminal.wait(for: "s skip, f flag")
    terminal.type("1\nq\n")
    #expect(try terminal.end() == 0)
    #expect(try answerCount() == 4)
  }

  @Test func `no acknowledged answer is lost when the process is killed, a hundred times`() throws {
    let corpus = (0..<4000).reduce(into: "") { $0 += "{\"id\":\"d\($1)\",\"text\":\"t \($1)\"}\n" }
    try start(corpus, ["--strategy", "random", "--batch", "50"])
    try folder.write(String(repeating: "1\n", count: 30), to: "input")
    var generator = SeededGenerator(seed: 11)
    var acknowledged: Set<String> = []
    for _ in 0..<100 {
      let running = try CommandLineTool.start(
        ["session", "resume", "a.session", "--annotator", "anna"],
        in: folder,
        input: "\(folder.path)/input"
      )
      // Killed among its answers, however long it takes to get there.
      try running.wait(for: " is ham")
      SystemClock.sleep(for: .microseconds(Int.random(in: 0...40_000, using: &generator)))
      running.send(.kill)
      let result = try running.result(within: 120)
      for line in result.outputLines where line.hasSuffix(" is ham") {
        acknowledged.insert(String(line.dropLast(7)))
      }
    }
    let gold = try CommandLineTool.run(
      ["session", "export", "a.session", "-o", "gold.csv"],
      in: folder
    )
    #expect(gold.exitCode == 0)
    let kept = Set(PlainCSV(try folder.text(of: "gold.csv"))["id"])
    #expect(acknowledged.count >= 100, "each run had something to lose")
    #expect(acknowledged.isSubset(of: kept))
    #expect(kept.count <= acknowledged.count + 100, "at most the last of each run is unknown")
  }

  @Test func `a task's functions, their votes and the words they matched are shown or hidden`()
    throws
  {
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 60).csv, to: "c.csv")
    try workspace.succeed(
      ["session", "start", "c.csv", "--task", "Comments", "-o", "a.session", "--no-ask"],
      in: folder
    )
    let terminal = try resume(environment: workspace.environment)
    try terminal.wait(for: "model: ")
    terminal.type("1")
    try terminal.wait(for: "gain: about")
    terminal.type("v")
    try terminal.wait { !$0.text.contains("model: ") && $0.text.contains("votes are hidden") }
    terminal.type("q")
    #expect(try terminal.end() == 0)
    let blind = try resume(["--blind"], environment: workspace.environment)
    try blind.wait(for: "[1] ")
    #expect(!blind.screen.text.contains("model: "))
    blind.type("v")
    try blind.wait(for: "the session is blind")
    blind.type("q")
    #expect(try blind.end() == 0)
  }

  @Test(arguments: [true, false])
  func `labels that a corpus brought are shown, unless the session is blind`(isBlind: Bool) throws {
    try folder.write("id,shop,label,text\n7,7,spam,nice\n8,8,ham,come\n", to: "c.csv")
    let options = ["--classes", "ham,spam"] + (isBlind ? ["--blind"] : [])
    let start = ["session", "start", "c.csv", "-o", "a.session", "--no-ask"] + options
    #expect(try CommandLineTool.run(start, in: folder).exitCode == 0)
    let terminal = try resume()
    // The id stands above; a field that happens to be the same is a field.
    try terminal.wait(for: "shop")
    #expect(terminal.screen.text.contains("label") != isBlind)
    terminal.type("q")
    #expect(try terminal.end() == 0)
  }

  @Test func `guidelines and one's own answers are a key away, and an answer is changed`() throws {
    try folder.write("# Be kind\n\nAlways.", to: "guide.md")
    try folder.write(
      "class,description,example\nspam,Unwanted mail.,Win money\n",
      to: "classes.csv"
    )
    try start(Self.corpus, ["--guidelines", "guide.md", "--class-info", "classes.csv"])
    let terminal = try resume()
    try terminal.wait(for: "0 of 40 documents answered")
    terminal.type("g")
    try terminal.wait {
      !$0.isDrawing && $0.text.contains("Be kind") && $0.text.contains("Win money")
    }
    terminal.type("q")
    try terminal.wait { !$0.isDrawing && !$0.text.contains("Be kind") }
    terminal.type("1")
    try terminal.wait(for: "1 of 40 documents answered")
    terminal.type("2")
    try terminal.wait(for: "2 of 40 documents answered")
    terminal.type("h")
    try terminal.wait { !$0.isDrawing && $0.text.contains("▸ ") && $0.text.contains("  spam") }
    terminal.type("j\r")
    try terminal.wait(for: "your answer so far: ham")
    terminal.type("2")
    try terminal.wait { !$0.isDrawing && $0.text.contains(" is spam") }
    terminal.type("q")
    #expect(try terminal.end() == 0)
    #expect(try answerCount() == 2)
  }

  @Test(arguments: [
    (["COLORTERM": "truecolor"], "\u{1B}[38;2;43;100;144m● \u{1B}[0m"),
    (["COLORTERM": ""], "\u{1B}[38;5;24m● \u{1B}[0m"),
    (["COLORTERM": "truecolor", "NO_COLOR": "1"], ""),
  ])
  func `classes have their colors, as far as the terminal shows any`(
    environment: [String: String],
    dot: String
  ) throws {
    try folder.write("class,color\nspam,#2b6490\n", to: "classes.csv")
    try start(Self.corpus, ["--class-info", "classes.csv"])
    for lines in [[], ["--lines"]] {
      let terminal = try KeyedTerminal(
        ["session", "resume", "a.session"] + lines,
        in: folder,
        environment: environment
      )
      let shown = try terminal.wait(for: "spam")
      #expect(shown.contains("●") == !dot.isEmpty)
      #expect(shown.contains(dot + "\u{1B}[1mspam") || dot.isEmpty, "\(shown.debugDescription)")
      terminal.press(lines.isEmpty ? "q" : "q\n")
      #expect(try terminal.end() == 0)
    }
    // What is read by a program has no dots.
    let piped = try CommandLineTool.run(
      ["session", "resume", "a.session"],
      in: folder,
      environment: environment
    )
    #expect(piped.output.contains("[1] ham  [2] spam"))
  }
}
