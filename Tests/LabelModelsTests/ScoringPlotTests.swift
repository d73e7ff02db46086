import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

struct ScoringPlotTests {
  /// Calibrated predictions of `k` classes, a few rows without a label.
  static func report(classes: [String]) -> ScoreReport {
    var rng = SeededGenerator(seed: 3)
    let k = classes.count
    var values: [Double] = []
    var gold: [Vote] = []
    for _ in 0..<2000 {
      let raw = (0..<k).map { _ in pow(Double.random(in: 0.001...1, using: &rng), 4) }
      let row = raw.map { $0 / raw.reduce(0, +) }
      var rest = Double.random(in: 0..<1, using: &rng)
      let truth = row.firstIndex {
        rest -= $0
        return rest < 0
      }
      gold.append(Vote(classIndex: truth ?? 0))
      values += row
    }
    for i in 0..<30 {
      values.replaceSubrange((i * k)..<(i * k + k), with: repeatElement(1 / Double(k), count: k))
    }
    return ScoreReport(
      of: ScoredRows(
        labelSpace: LabelSpace(classes),
        probabilities: SoftLabels(classCount: k, values: values),
        gold: gold
      )
    )
  }

  @Test func `pictures are well-formed XML with an escaped title`() throws {
    let report = Self.report(classes: ["<a & \"b\">", "ham", "a very long class name indeed"])
    let table = try #require(report.reliability)
    let pictures = [
      ReliabilityDiagram(of: table, title: "A < B").svg, ConfusionPlot(of: report.confusion).svg,
    ]
    for picture in pictures {
      #expect(picture.hasPrefix("<svg "))
      #expect(picture.contains("<title>"))
      #expect(!picture.contains("nan"))
      let tags = picture.matches(of: /<\/?([a-z]+)[^>]*?(\/?)>/)
      var open: [Substring] = []
      for tag in tags where tag.2.isEmpty {
        if tag.0.hasPrefix("</") { #expect(open.popLast() == tag.1) } else { open.append(tag.1) }
      }
      #expect(open.isEmpty)
      #expect(!picture.contains("& "))
    }
    #expect(pictures[0].contains("<title>A &lt; B</title>"))
    // Set to a folder to look at the pictures.
    if let folder = ProcessInfo.processInfo.environment["WINNOW_PLOTS"] {
      for (name, picture) in zip(["reliability", "confusion"], pictures) {
        try picture.write(toFile: "\(folder)/\(name).svg", atomically: true, encoding: .utf8)
      }
      let many = ConfusionPlot(of: Self.report(classes: (0..<12).map { "class \($0)" }).confusion)
      try many.svg.write(toFile: "\(folder)/many.svg", atomically: true, encoding: .utf8)
    }
  }

  @Test func `pictures of nothing are drawn`() {
    let rows = ScoredRows(
      labelSpace: LabelSpace(["a"]),
      probabilities: SoftLabels(classCount: 1, values: []),
      gold: []
    )
    let report = ScoreReport(of: rows)
    #expect(report.reliability == nil)
    #expect(ConfusionPlot(of: report.confusion).svg.contains("<title>"))
  }
}
