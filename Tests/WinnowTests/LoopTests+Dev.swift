import Foundation
import Platform
import TestSupport
import Testing

/// `winnow dev` builds and shows what was changed.
extension LoopTests {
  // Code is known by the plugin's digest only, so "short" runs again beside the changed list.
  @Test func `dev prints a round for each change, and errors in between`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    let running = try CommandLineTool.start(
      ["dev", "Loop", "c.csv", "--gold-field", "gold", "--workspace", "ws"],
      in: task.folder,
      environment: task.workspace.environment
    )
    defer { running.send(.kill) }
    try running.wait(for: "functions ran")
    #expect(running.written.contains("500 documents, covered"))
    try task.change("\"free\"", to: "\"win\", \"instagram\"")
    try running.wait(for: "2 of 4 functions ran")
    let money = running.written.split(separator: "\n").last { $0.hasPrefix("money ") }
    #expect(money?.contains(" +") == true)
    try task.change(".ham)", to: ".hma)")
    try running.wait(for: "has no member 'hma'")
    try task.change(
      "Keywords(\"money\", [\"money\", \"free\"], vote: .spam)",
      to: "Keywords(\"money\", [\"money\"], vote: .spam).example(\"cash\", votes: .spam)"
    )
    try running.wait(for: "'money'")
    try task.restore()
    running.send(.interrupt)
    #expect(try running.result(within: 120).exitCode == 130)
  }

  @Test func `dev on a terminal obeys keys and leaves the terminal as it was`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    let terminal = try KeyedTerminal(
      ["dev", "Loop", "c.csv", "--gold-field", "gold", "--workspace", "ws"],
      in: task.folder,
      environment: task.workspace.environment
    )
    try terminal.wait(for: "▸ asks")
    try terminal.wait(for: "q quit")
    #expect(!terminal.isRestored)
    terminal.press("n")
    try terminal.wait(for: "▸ money")
    terminal.press("b")
    try terminal.wait(for: "buckets of money")
    #expect(try terminal.wait(for: "q quit").contains("gold \\ vote"))
    terminal.press("d")
    try terminal.wait(for: "documents of money, 1–")
    terminal.press("w")
    try terminal.wait(for: ", only wrong ones")
    terminal.press("we")
    try terminal.wait(for: " · vote spam")
    terminal.press("e ")
    try terminal.wait(for: "documents of money, ")
    terminal.press("\u{1B}[B")
    try terminal.wait(for: "documents of praises")
    terminal.press("t")
    try terminal.wait(for: "▸ praises")
    terminal.resize(columns: 60, rows: 20)
    try terminal.wait(for: "▸ praises")
    try task.change("\"free\"", to: "\"win\", \"instagram\"")
    try terminal.wait(for: "2 of 4 functions ran")
    terminal.press("q")
    #expect(try terminal.end() == 0)
    #expect(terminal.isRestored)
    #expect(terminal.shown.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
  }

  @Test func `dev gives the terminal back when it is interrupted`() throws {
    let task = try LoopTask()
    let terminal = try KeyedTerminal(
      ["dev", "Loop", "c.csv", "--workspace", "ws"],
      in: task.folder,
      environment: task.workspace.environment
    )
    try terminal.wait(for: "q quit")
    terminal.press("\u{3}")
    #expect(try terminal.end() == 130)
    #expect(terminal.isRestored)
  }
}
