internal import Foundation
internal import LabelingCore
internal import LabelModels
internal import Pipeline

/// Pictures of scores.
enum PlotFiles {
  /// Writes `confusion.svg` and, with probabilities, `reliability.svg` into a folder.
  static func write(_ report: ScoreReport, to folder: String) throws {
    try makeFolder(folder)
    var pictures = [("confusion.svg", ConfusionPlot(of: report.confusion).svg)]
    if let reliability = report.reliability {
      pictures.append(("reliability.svg", ReliabilityDiagram(of: reliability).svg))
    }
    for (name, svg) in pictures {
      try OutputFile.write(Array(svg.utf8), to: "\(folder)/\(name)")
      Console.note("\(folder)/\(name)")
    }
  }

  /// Makes a folder that files are written into, unless it is there.
  static func makeFolder(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true
      )
    } catch {
      throw Diagnostic(
        at: SourceLocation(folder),
        "the folder cannot be made: \(error.localizedDescription)"
      )
    }
  }
}
