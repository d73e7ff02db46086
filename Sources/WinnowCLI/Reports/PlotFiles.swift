internal import ByteIO
internal import LabelModels

/// Pictures of scores.
enum PlotFiles {
  private static let confusion = "confusion.svg"
  private static let reliability = "reliability.svg"

  /// The files that are written into a folder; none without one.
  static func paths(in folder: String?) -> [String] {
    folder.map { folder in [confusion, reliability].map { "\(folder)/\($0)" } } ?? []
  }

  /// Writes `confusion.svg` and, with probabilities, `reliability.svg` into a folder.
  static func write(_ report: ScoreReport, to folder: String, of files: RunFiles) throws {
    var pictures = [(confusion, ConfusionPlot(of: report.confusion).svg)]
    if let calibration = report.reliability {
      pictures.append((reliability, ReliabilityDiagram(of: calibration).svg))
    }
    for (name, svg) in pictures {
      try files.write(Array(svg.utf8), to: "\(folder)/\(name)")
      Console.remark("\(folder)/\(name)")
    }
  }
}
