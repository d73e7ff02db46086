internal import LabelStore
internal import LabelingCore

/// Runs in words.
enum RunText {
  /// A line per run.
  static func table(_ runs: [RunRecord]) -> [StyledText] {
    var table = TextTable([
      ("run", .right), ("started", .left), ("command", .left), ("task", .left),
      ("documents", .right), ("coverage", .right), ("accuracy", .right), ("of gold", .right),
      ("corpus", .left),
    ])
    for run in runs {
      table.add([
        "\(run.id ?? 0)", run.startedAt, run.command, run.task, "\(run.figures.documentCount)",
        Formatting.share(run.figures.coverage),
        Formatting.share(run.figures.labelAccuracy?.accuracy),
        run.figures.labelAccuracy.map { "\($0.labeledCount)/\($0.goldCount)" } ?? "–",
        run.corpusPaths.map(lastComponent).joined(separator: ", "),
      ])
    }
    return table.lines()
  }

  /// Everything about one run.
  static func lines(_ run: RunRecord) -> [StyledText] {
    var lines: [String] = [
      "run \(run.id ?? 0): \(run.commandLine)",
      "started \(run.startedAt) in \(run.folder), \(Formatting.seconds(run.seconds))",
      "corpus \(run.corpusPaths.joined(separator: ", ")), digest \(run.corpusDigest ?? "unknown")",
      "task \(run.task), plugin \(run.pluginDigest)",
      "winnow \(run.winnowVersion), kit \(run.kitDigest), \(run.toolchain)",
    ]
    if let model = run.model { lines.append("label model \(model)") }
    if let seed = run.seed { lines.append("seed \(seed)") }
    for file in run.files {
      lines.append("\(file.role.rawValue) \(file.path), digest \(file.digest)")
    }
    let figures = run.figures
    var counts = ["\(Formatting.count(figures.documentCount, "document"))"]
    if figures.rejectedCount > 0 { counts.append("\(figures.rejectedCount) bad records") }
    if let coverage = figures.coverage { counts.append("covered \(Formatting.percent(coverage))") }
    if figures.faultCount > 0 { counts.append("\(figures.faultCount) faulty cells") }
    if let labels = figures.labelAccuracy {
      counts.append(
        "\(run.labels == .one ? "" : "subset ")accuracy "
          + "\(Formatting.share(labels.accuracy)) (\(Formatting.intervalHeading) "
          + "\(Formatting.evidence(labels.interval))) on "
          + "\(Formatting.count(labels.labeledCount, "label")) of "
          + "\(Formatting.count(labels.goldCount, "document")) with gold, coverage "
          + "\(Formatting.share(labels.coverage))"
      )
    }
    if let microF1 = figures.microF1 { counts.append("micro-F1 \(Formatting.share(microF1))") }
    lines.append(counts.joined(separator: ", "))
    if !figures.labelCounts.isEmpty {
      let labels = run.classes.map { "\($0) \(figures.labelCounts[$0] ?? 0)" }
      lines.append("labels: \(labels.joined(separator: ", ")), none \(figures.unlabeledCount ?? 0)")
    }
    for fault in figures.faults ?? [] {
      lines.append(
        "fault \(fault.place): '\(fault.function)' \(fault.causes), first on document "
          + "'\(fault.firstDocument ?? "")': \(PlainText.line(fault.firstMessage, limit: 80))"
      )
    }
    lines.append("votes \(run.columnFolder == nil ? "not kept" : "kept for 'winnow diff'")")
    return lines + [""] + functions(run)
  }

  private static func functions(_ run: RunRecord) -> [StyledText] {
    var table = TextTable([
      ("function", .left), ("version", .right), ("kind", .left), ("votes", .right),
      ("accuracy", .right), ("fingerprint", .left), ("place", .left),
    ])
    for function in run.functions {
      table.add([
        function.name, "\(function.version)", function.kind,
        function.voteCount.map(String.init) ?? "–", Formatting.share(function.accuracy),
        String(function.fingerprint.prefix(12)), function.place,
      ])
    }
    return table.lines()
  }

  private static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
