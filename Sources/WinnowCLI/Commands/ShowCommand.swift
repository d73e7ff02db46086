internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import Foundation
internal import Inspection
internal import LabelingCore
internal import PluginHost
internal import Reports

/// `winnow show`.
struct ShowCommand: QuietableCommand {
  /// How documents are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case jsonl
    case html
  }

  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show documents by their votes, with what made each function vote.",
    usage: "winnow show <task> <corpus> ... [<options>]",
    discussion: """
      All conditions have to hold. Labels are the model's, fitted to the votes alone; \
      gold labels only judge. What keywords, patterns and lookups matched is marked; \
      code cannot say. Offsets in JSON Lines count UTF-8 bytes.

        winnow show CommentSpam comments.csv --uncovered --sample 20
        winnow show CommentSpam comments.csv --gold-field CLASS \\
          --gold-map 0=ham,1=spam --bucket gold=spam,label=ham --output wrong.html
      """
  )

  @OptionGroup var inspection: InspectionArguments
  @OptionGroup(title: "Documents") var selection: SelectionArguments

  @Option(help: "text, jsonl or html; by default the suffix of --output, else text.")
  var outputFormat: Format?

  @Option(name: [.short, .long], help: "Where the documents go; '-' is standard output.")
  var output = "-"

  @Flag(help: "Show long texts in full.")
  var whole = false

  var isQuiet: Bool { inspection.input.run.quiet }

  func run() throws {
    let files = try inspection.files(writes: [output])
    let corpus = try inspection.inspect(files, ids: selection.id)
    for id in selection.id where corpus.rowsOfIDs[ExactString(id)] == nil {
      throw Diagnostic(
        at: SourceLocation(corpus.source.paths[0]),
        "there is no document '\(id)'",
        help: "ids come from '--id-field', or are file name and record number"
      )
    }
    let (count, rows) = try selection.selection(of: corpus).rows(of: corpus)
    let documents = try corpus.documents(at: rows)
    let suffix = output.split(separator: ".").last.map(String.init)
    switch outputFormat ?? suffix.flatMap(Format.init) ?? .text {
    case .text:
      // Colors are for terminals only.
      let stream: Console.Stream? = output == "-" ? .output : nil
      let text = InspectedDocumentText(corpus, stream: stream, isWhole: whole)
      let lines = documents.flatMap { text.lines($0) + [""] }
      if output == "-" { Console.print(lines) } else { try write(lines.map(\.text), files) }
    case .jsonl:
      try write(documents.map { try DocumentRecord($0, of: corpus).line }, files)
    case .html:
      let title = "\(corpus.task): \(documents.count) of \(Formatting.count(count, "document"))"
      try write([DocumentPage(corpus, title: title).html(documents)], files)
    }
    try files.commit()
    if !inspection.input.run.quiet {
      let total = corpus.votes.rowCount
      let shown = documents.count < count ? ", \(documents.count) shown" : ""
      Console.remark(
        "\(count) of "
          + "\(Formatting.count(total, "document"))\(shown)\(output == "-" ? "" : " → \(output)")"
      )
    }
    try inspection.remark(on: corpus)
  }

  private func write(_ lines: [String], _ files: RunFiles) throws {
    if output == "-" {
      for line in lines { Console.printData(line) }
    } else {
      try files.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: output)
    }
  }
}
