import Foundation
import TestSupport
import Testing

/// Sessions of several classes a document in the terminal, driven through a pseudo-terminal.
@Suite(.serialized)
struct LabelSetTerminalTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let corpus = (0..<30).reduce(into: "") {
    $0 += "{\"id\":\"d\($1)\",\"text\":\"document \($1) says hello\"}\n"
  }

  private func run(_ arguments: [String], input: String = "/dev/null") throws -> CommandResult {
    try CommandLineTool.run(arguments, in: folder, input: input)
  }

  private func start(
    _ options: [String] = [],
    classes: String = "billing,login,refund"
  ) throws {
    try folder.write(Self.corpus, to: "c.jsonl")
    let result = try run(
      ["session", "start", "c.jsonl", "--labels", "several", "--classes", classes]
        + ["-o", "a.session", "--no-ask"] + options
    )
    try #require(result.exitCode == 0, "\(result.errors)")
  }

  /// The classes so far, and the answers, as status counts them.
  private func status() throws -> [String: Any] {
    let result = try run(["session", "status", "a.session", "--json"])
    let json = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    return try #require(json as? [String: Any])
  }

  @Test func `keys choose classes, Enter gives them, and none has a key of its own`() throws {
    try start()
    let terminal = try PseudoTerminal(["session", "resume", "a.session"], in: folder)
    try terminal.wait(for: "[1] billing  [2] login  [3] refund")
    terminal.type("1")
    try terminal.wait(for: "[1] ✓ billing")
    terminal.type("32")
    try terminal.wait(for: "billing, login, refund: Enter gives this answer")
    terminal.type("2")
    try terminal.wait(for: "[2] login")
    terminal.type("\r")
    try terminal.wait(for: "is billing, refund")
    try terminal.wait(for: "1 of 30 documents answered")
    // Nothing is chosen for the next one.
    try terminal.wait(for: "[1] billing")
    terminal.type("\r")
    try terminal.wait(for: "no class is chosen; x says that it has none of them")
    terminal.type("2")
    try terminal.wait(for: "[2] ✓ login")
    terminal.type("x")
    try terminal.wait(for: "x again says that it has none of them")
    try terminal.wait(for: "[2] login")
    #expect(terminal.screen.text.contains("1 of 30 documents answered"))
    terminal.type("x")
    try terminal.wait(for: "is none of the classes")
    try terminal.wait(for: "2 of 30 documents answered")
    terminal.type("u")
    try terminal.wait(for: "taken back")
    terminal.type("s")
    try terminal.wait(for: "skipped")
    terminal.type(",")
    try terminal.wait(for: "there is no model yet")
    terminal.type("?")
    try terminal.wait(for: "choose what the model proposes")
    terminal.type(" q")
    #expect(try terminal.end() == 0)
    let status = try status()
    #expect(status["labels"] as? String == "several")
    #expect(status["answers"] as? Int == 1 && status["skips"] as? Int == 1)
    #expect(
      status["classes"] as? [String: Int] == ["billing": 1, "login": 0, "refund": 1]
    )
  }

  @Test func `an answer is opened again with its classes chosen`() throws {
    try start()
    let terminal = try PseudoTerminal(["session", "resume", "a.session"], in: folder)
    try terminal.wait(for: "[1] billing")
    terminal.type("13\r")
    try terminal.wait(for: "is billing, refund")
    terminal.type("h\r")
    try terminal.wait(for: "your answer so far: billing, refund")
    try terminal.wait(for: "[1] ✓ billing  [2] login  [3] ✓ refund")
    terminal.type("1\r")
    try terminal.wait(for: "is refund")
    terminal.type("q")
    #expect(try terminal.end() == 0)
    #expect(
      try status()["classes"] as? [String: Int] == ["billing": 0, "login": 0, "refund": 1]
    )
  }

  @Test func `disagreements are settled with the same keys`() throws {
    try start(["--overlap", "2"])
    for (name, keys) in [("anna", "12"), ("ben", "1")] {
      let terminal = try PseudoTerminal(
        ["session", "resume", "a.session", "--annotator", name],
        in: folder
      )
      try terminal.wait(for: "[1] billing")
      terminal.type("/document 7 \r")
      try terminal.wait(for: "document 7 says hello")
      terminal.type("\(keys)\r")
      try terminal.wait(for: "d7 is billing")
      terminal.type("q")
      #expect(try terminal.end() == 0)
    }
    let terminal = try PseudoTerminal(
      ["session", "resume", "a.session", "--annotator", "carl", "--adjudicate"],
      in: folder
    )
    try terminal.wait(for: "anna says billing, login")
    try terminal.wait(for: "ben says billing")
    terminal.type("2\r")
    try terminal.wait(for: "d7 is login")
    try terminal.wait(for: "nothing left to settle")
    terminal.type("q")
    #expect(try terminal.end() == 0)
    let text = try run(["session", "status", "a.session", "--disagreements"]).output
    #expect(text.contains("anna: billing, login; ben: billing"))
    #expect(text.contains("agreement on each class:") && text.contains("MASI alpha"))
  }

  @Test func `lines of keys or names are answers`() throws {
    try start()
    try folder.write(
      "13\nlogin, refund\n\nx\n9\ns\nbilling\nbilling+login\n[]\nlogin+logn\nq\n",
      to: "lines.txt"
    )
    let result = try run(
      ["session", "resume", "a.session", "--lines"],
      input: folder.file("lines.txt")
    )
    #expect(result.exitCode == 0, "\(result.errors)")
    for said in [
      "is billing, refund", "is login, refund", "is billing, login", "is none of the classes",
    ] {
      #expect(result.output.contains(said), "\(said)")
    }
    #expect(result.output.contains("no class is chosen; x says"))
    #expect(result.output.contains("that is neither a class nor a command"))
    let status = try status()
    #expect(status["answers"] as? Int == 6 && status["empty_documents"] as? Int == 2)
  }

  @Test func `names with signs are taken as they are, and as files write them`() throws {
    try start(classes: "a+b,-c,login")
    try folder.write("a+b\na+b, -c\na\\+b+login\n\\-c+login\n-login\nq\n", to: "lines.txt")
    let result = try run(
      ["session", "resume", "a.session", "--lines"],
      input: folder.file("lines.txt")
    )
    #expect(result.exitCode == 0, "\(result.errors)")
    for said in ["is a+b\n", "is a+b, -c\n", "is a+b, login\n", "is -c, login\n"] {
      #expect(result.output.contains(said), "\(said)")
    }
    #expect(result.output.contains("that is neither a class nor a command"))
  }

  @Test func `a line is the whole answer, whatever was answered before`() throws {
    try start()
    try folder.write("13\nh1\n12\nh1\n[]\nh1\n,,\n11\nq\n", to: "lines.txt")
    let result = try run(
      ["session", "resume", "a.session", "--lines"],
      input: folder.file("lines.txt")
    )
    #expect(result.exitCode == 0, "\(result.errors)")
    for said in [
      "is billing, refund\n", "is billing, login\n", "is none of the classes\n", "is billing\n",
    ] {
      #expect(result.output.contains(said), "\(said)")
    }
    #expect(result.output.contains("that is neither a class nor a command"))
    let status = try status()
    #expect(status["answers"] as? Int == 1)
    #expect(status["classes"] as? [String: Int] == ["billing": 1, "login": 0, "refund": 0])
  }
}
