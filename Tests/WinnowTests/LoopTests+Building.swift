import Foundation
import TestSupport
import Testing

/// A changed task is built, fast and from its own sources.
extension LoopTests {
  @Test func `a changed task is compiled by itself, to the plugin that a whole build makes`() throws
  {
    let task = try LoopTask()
    defer { try? task.restore() }
    let library = "\(task.workspace.path)/.build/release/libLoop.so"
    func plugin(_ options: String...) throws -> (bytes: [UInt8], built: Date) {
      let result = try task.workspace.succeed(["build", "Loop"] + options, in: task.folder)
      let built = try FileManager.default.attributesOfItem(atPath: library)[.modificationDate]
      return (try FileBytes.read(result.outputLines[0]), try #require(built as? Date))
    }
    // As a whole, so that the plan is of this folder: one that was copied keeps only the plugin.
    let first = try plugin("--force")
    try task.change("\"free\"", to: "\"free\", \"win\"")
    let second = try plugin()
    #expect(second.bytes != first.bytes)
    #expect(second.built == first.built, "the package was built as a whole")
    let whole = try plugin("--force")
    #expect(whole.built > second.built)
    #expect(whole.bytes == second.bytes)
    // A new file asks for a whole build.
    let extra = "\(task.workspace.path)/LabelingFunctions/Loop/Extra.swift"
    defer { try? FileManager.default.removeItem(atPath: extra) }
    try "let moneyWords = [\"money\", \"cash\"]\n"
      .write(toFile: extra, atomically: true, encoding: .utf8)
    try task.change("[\"money\", \"free\"]", to: "moneyWords")
    #expect(try plugin().built > whole.built)
  }

  @Test func `only a task with code of its author is optimized`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    let ownCode = "LabelingFunction(\"short\") { document in document.byteCount < 25 ? .ham : nil }"
    func votes(of function: String) throws -> Int {
      try task.change(ownCode, to: function)
      let table = try task.winnow("analyze", "Loop", "c.csv", "--json")
      #expect(table.exitCode == 0, "\(table.errors)")
      let line = table.outputLines.last { $0.contains("\"vote_count\"") }
      return try #require(line?.split(separator: " ").last.flatMap { Int($0) })
    }
    let pattern = "_isDebugAssertConfiguration() ? \".\" : \"no such text\""
    #expect(try votes(of: "Pattern(\"debug\", \(pattern), vote: .ham)") == 500)
    let own = "LabelingFunction(\"debug\") { _ in _isDebugAssertConfiguration() ? .ham : nil }"
    #expect(try votes(of: own) == 0)
  }

  @Test func `a package that was copied is built from its own sources`() throws {
    let folder = try ScratchFolder()
    func firstFunction(of package: String) throws -> String {
      let list = try CommandLineTool.run(["functions", package], in: folder)
      #expect(list.exitCode == 0, "\(list.errors)")
      return try #require(list.outputLines.first { $0.contains("shouts") || $0.contains("yells") })
    }
    let arguments = ["new", "Loud", "--classes", "calm,loud", "--path", "original"]
    #expect(try CommandLineTool.run(arguments, in: folder).exitCode == 0)
    let source = "LabelingFunctions/Loud/Loud.swift"
    func write(_ name: String, to package: String) throws {
      let set = """
        import LabelingKit

        enum Loud: String, LabelClass {
          case calm
          case loud
        }

        let labelingFunctions = LabelingFunctionSet(for: Loud.self) {
          Keywords("\(name)", ["hey"], vote: .loud)
        }
        """
      try folder.write(set, to: "\(package)/\(source)")
    }
    try write("shouts", to: "original")
    #expect(try firstFunction(of: "original").contains("shouts"))
    try FileManager.default.copyItem(
      atPath: "\(folder.path)/original",
      toPath: "\(folder.path)/copy"
    )
    try write("yells", to: "copy")
    #expect(try firstFunction(of: "copy").contains("yells"))
  }

  @Test func `errors of the compiler come as it writes them`() throws {
    let task = try LoopTask()
    defer { try? task.restore() }
    try task.workspace.succeed(["build", "Loop"], in: task.folder)
    try task.change(".spam)\n  Keywords(\"praises", to: ".spma)\n  Keywords(\"praises")
    let result = try task.workspace.run(["build", "Loop"], in: task.folder)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("error: task 'Loop' does not compile"))
    #expect(result.errors.contains("LabelingFunctions/Loop/Loop.swift:11:"))
    #expect(result.errors.contains("has no member 'spma'"))
    #expect(result.errors.contains("help: fix what the compiler reports, then run the command "))
  }

  @Test func `a mistake in a ballot, of which the compiler says something else, has its own help`()
    throws
  {
    let task = try LoopTask()
    defer { try? task.restore() }
    try task.change("\"song\"], vote: .ham", to: "\"song\"], vote: .not(.spma)")
    let misspelt = try task.workspace.run(["build", "Loop"], in: task.folder)
    #expect(misspelt.exitCode == 1)
    #expect(
      misspelt.errors.contains("help: look for a misspelt class in '.not(…)', then run "),
      "\(misspelt.errors)"
    )
    try task.change("? .ham : nil", to: "? .ham : .anyOf(.ham, .spam)")
    let mixed = try task.workspace.run(["build", "Loop"], in: task.folder)
    #expect(mixed.exitCode == 1)
    #expect(
      mixed.errors.contains("help: write a class as '.only(.ham)' in code that casts other "),
      "\(mixed.errors)"
    )
    try task.change("? .ham : nil", to: "? .only(.ham) : .anyOf(.ham, .spam)")
    try task.workspace.succeed(["build", "Loop"], in: task.folder)
  }
}
