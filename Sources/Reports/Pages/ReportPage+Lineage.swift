internal import CorpusIO
internal import LabelStore
internal import MarkupText

extension ReportPage {
  /// What the labels were made of and with.
  var lineage: HTML {
    let run = report.run
    func code(_ text: String) -> HTML { "<code>\(text)</code>" }
    var facts: [(name: String, value: HTML)] = [
      ("Run", "\(Int(run.id ?? 0)), started \(run.startedAt)"), ("Command", code(run.commandLine)),
      ("Folder", code(run.folder)),
      ("Corpus", run.corpusPaths.map { code($0) }.joined(separator: "<br>")),
      ("Corpus digest", code(run.corpusDigest ?? "unknown")),
      ("Reading digest", code(run.readingDigest)),
    ]
    facts += run.files.map { file in
      (
        file.role.rawValue.prefix(1).uppercased() + file.role.rawValue.dropFirst(),
        "\(code(file.path))<br>digest \(code(file.digest))"
      )
    }
    facts += [
      ("Label model", "\(run.model ?? "none; \(report.modelName) for this report")"),
      ("Seed", "\(run.seed.map { "\($0)" } ?? "none: nothing in the run is random")"),
      ("Plugin digest", code(run.pluginDigest)), ("LabelingKit digest", code(run.kitDigest)),
      ("Toolchain", "\(run.toolchain)"), ("Winnow", "\(run.winnowVersion)"),
    ]
    let parts = facts.map { fact -> HTML in "<dt>\(fact.name)</dt><dd>\(fact.value)</dd>" }
    var table = HTMLTable(
      "The functions as they were. A fingerprint is a digest of all that decides a function's "
        + "votes; a version counts the fingerprints of a name.",
      [
        ("Function", .text), ("Version", .number), ("Kind", .text), ("Fingerprint", .text),
        ("Place", .wide),
      ]
    )
    for function in run.functions {
      table.add([
        "\(function.name)", "\(function.version)", "\(function.kind)",
        "<code>\(function.fingerprint)</code>", "<code>\(function.place)</code>",
      ])
    }
    return """
      <dl class="lineage">
      \(parts)
      </dl>
      \(table.html)
      <p class="dim"><code>winnow verify</code> makes the outputs of the run again and compares them \
      byte by byte.</p>
      """
  }
}
