import Foundation
import TestSupport
import Testing

/// In which format outputs are written, and what is made safe in them.
struct OutputFormTests {
  private static let corpus = "id,text,gold\na,=win a prize,spam\nb,-5,ham\nc,+thank you,ham\n"

  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(Self.corpus, to: "c.csv")
    try folder.write("id,=f,g\n-a,ham,spam\nb,ham,ham\n=c,spam,spam\n", to: "v.csv")
    try Workspace.shared().succeed(["fit", "v.csv", "-o", "m.json"], in: folder)
    try Workspace.shared().succeed(
      ["train", "c.csv", "--label-field", "gold", "-o", "e.endmodel", "--quiet"],
      in: folder
    )
    try Workspace.shared().succeed(
      ["session", "start", "c.csv", "--classes", "ham,spam", "--no-ask", "-o", "s.session"],
      in: folder
    )
    return folder
  }

  /// Commands that write a table, without the path of the output.
  private static let writers = [
    ["label", "Comments", "c.csv", "--quiet", "-o"], ["convert", "c.csv"],
    ["classify", "c.csv", "--model", "e.endmodel", "--quiet", "-o"],
    ["sample", "c.csv", "--count", "3", "--quiet", "-o"],
    ["predict", "v.csv", "--model", "m.json", "-o"],
    ["apply", "Comments", "c.csv", "--quiet", "-o"],
  ]

  @Test(arguments: writers)
  func `an unknown suffix is refused unless the format is said`(writer: [String]) throws {
    let folder = try folder()
    let workspace = try Workspace.shared()
    for name in ["o.parquet", "o.xlsx", "o.txt", "o", "o.gz", ".csv.bak"] {
      let before = try folder.names()
      let refused = try workspace.run(writer + [name], in: folder)
      #expect(refused.exitCode == 1)
      #expect(refused.errors.hasPrefix("\(name): error: the suffix names no"), "\(refused.errors)")
      #expect(refused.errors.contains("'--output-format'"))
      #expect(try folder.names() == before)
    }
    try workspace.succeed(writer + ["o.txt", "--output-format", "csv"], in: folder)
    #expect(try folder.text(of: "o.txt").hasPrefix("id,"))
    let printed = try workspace.succeed(
      writer + (writer[0] == "convert" ? ["-", "--output-format", "csv"] : ["-"]),
      in: folder
    )
    #expect(printed.output == (try folder.text(of: "o.txt")))
  }

  @Test func `an unknown suffix of a session's labels is refused unless the format is said`() throws
  {
    let folder = try folder()
    let workspace = try Workspace.shared()
    let refused = try workspace.run(["session", "export", "s.session", "-o", "g.txt"], in: folder)
    #expect(refused.exitCode == 1 && refused.errors.contains("'--format'"))
    try workspace.succeed(
      ["session", "export", "s.session", "-o", "g.txt", "--format", "csv"],
      in: folder
    )
  }

  @Test(arguments: writers)
  func `formulas get an apostrophe on demand, and numbers never`(writer: [String]) throws {
    let folder = try folder()
    let workspace = try Workspace.shared()
    try workspace.succeed(writer + ["plain.csv"], in: folder)
    try workspace.succeed(writer + ["safe.csv", "--spreadsheet-safe"], in: folder)
    let plain = try folder.text(of: "plain.csv")
    let safe = try folder.text(of: "safe.csv")
    #expect(!plain.contains("'"))
    #expect(safe.replacing("'", with: "") == plain)
    let cells = safe.split(separator: "\n").flatMap { $0.split(separator: ",") }
    #expect(!cells.contains { $0.hasPrefix("=") || $0.hasPrefix("+") })
    #expect(!cells.contains { $0 == "'-5" })
    if plain.contains(",-5") { #expect(cells.contains("-5")) }
    if plain.contains("\n-a") { #expect(cells.contains("'-a")) }
    let refused = try workspace.run(
      writer + ["o", "--output-format", writer[0] == "apply" ? "votes" : "jsonl"]
        + ["--spreadsheet-safe"],
      in: folder
    )
    #expect(refused.exitCode == 64 && refused.errors.contains("'--spreadsheet-safe' goes with CSV"))
  }
}
