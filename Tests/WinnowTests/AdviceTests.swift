import Foundation
import TestSupport
import Testing

/// What errors and warnings advise is tried: it has to work.
struct AdviceTests {
  @Test func `all advice is tried, or there is a reason not to`() throws {
    let known = Self.tried.map(\.text) + Self.untried.keys + Self.facts
    let all = try Advice.inSources() + Advice.inGoldenFiles()
    #expect(all.count > 100)
    /// Advice may take several literals.
    func belongs(_ text: String, to known: String) -> Bool {
      text.contains(known) || (text.count > 12 && known.contains(text))
    }
    for (place, text) in all {
      #expect(known.contains { belongs(text, to: $0) }, "\(place): \(text)")
    }
    // What is tried with a mistake is seen in what the program says.
    for known in Self.tried.filter({ $0.mistake == nil }).map(\.text) + Self.untried.keys
      + Self.facts
    {
      #expect(all.contains { belongs($0.text, to: known) }, "nobody says: \(known)")
    }
  }

  @Test func `advice names commands and options that there are`() throws {
    let catalogue = try CommandCatalogue()
    let commands = Set(catalogue.helped.compactMap(\.first))
    let options = Set(catalogue.optionsOfCommands.values.flatMap { $0 }.map(\.name))
    for (place, text) in try Advice.inSources() + Advice.inGoldenFiles() {
      for piece in text.components(separatedBy: "'winnow ").dropFirst() {
        let command = piece.prefix { $0.isLetter }
        #expect(commands.contains(String(command)), "\(place): \(text)")
      }
      for word in text.split(whereSeparator: { !($0.isLetter || $0 == "-") })
      where word.hasPrefix("--") && word.count > 2 {
        let isForeign = ["--list", "--test", "--noent"].contains(word)
        #expect(isForeign || options.contains(String(word)), "\(place): \(text)")
      }
    }
  }

  @Test(arguments: tried)
  func `advice works`(advice: Advice) throws {
    let folder = try ScratchFolder()
    for (name, text) in Self.files.merging(advice.files, uniquingKeysWith: { $1 }) {
      try folder.write(text, to: name)
    }
    for (name, bytes) in advice.bytes { try folder.write(bytes, to: name) }
    let environment = advice.hasWorkspace ? try Workspace.shared().environment : [:]
    let programs = try AdvicePrograms(for: advice)
    func run(_ line: String) throws -> CommandResult {
      try CommandLineTool.run(
        Advice.words(programs.filled(line)),
        in: folder,
        input: advice.input.map { "\(folder.path)/\($0)" } ?? "/dev/null",
        environment: environment
      )
    }
    for line in advice.before {
      let result = try run(line)
      #expect(result.exitCode == 0, "\(line): \(result.errors)")
    }
    for (name, text) in advice.changes {
      if let text {
        try folder.write(text, to: name)
      } else {
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
      }
    }
    if let mistake = advice.mistake {
      let result = try run(mistake)
      #expect(result.errors.contains(advice.text), "\(mistake): \(result.errors)")
    }
    for line in advice.remedy {
      let result = try run(line)
      #expect(result.exitCode == 0, "\(line): \(result.errors)")
      #expect(!result.errors.contains("error: "), "\(line): \(result.errors)")
    }
  }

  @Test func `a command gives no advice that it cannot take`() throws {
    let folder = try ScratchFolder()
    try folder.write("<r><d><id>a</id></d><d><id>b</id></d>", to: "v.xml")
    try folder.write("<r><d><id>a</id></d><d><id>b</id></d>", to: "c.xml")
    // Votes have no bad records to skip; a corpus has.
    let votes = try CommandLineTool.run(["fit", "v.xml", "-o", "m.json"], in: folder)
    #expect(votes.exitCode == 1 && !votes.errors.contains("--on-error"), "\(votes.errors)")
    let corpus = try CommandLineTool.run(
      ["convert", "c.xml", "c.jsonl", "--record", "d"],
      in: folder
    )
    #expect(corpus.exitCode == 1 && corpus.errors.contains("--on-error"), "\(corpus.errors)")
  }
}
