import LabelModels
import LabelingCore
import TestSupport
import Testing

struct LabelSetReportTests {
  /// What scikit-learn says of drawn labels; see the README of the fixtures.
  private struct Reference: Decodable {
    struct Case: Decodable {
      var gold: [[Int]]
      var labels: [[Int]]
      var probabilities: [[Double]]
      var micro_f1: Double
      var macro_f1: Double
      var sample_f1: Double
      var subset_accuracy: Double
      var hamming_loss: Double
      var micro_precision: Double
      var micro_recall: Double
      var precision: [Double?]
      var recall: [Double?]
      var log_loss: [Double]
    }
    var cases: [Case]
  }

  private func sets(_ indicators: [[Int]]) -> [[Int]?] {
    indicators.map { row in row.indices.filter { row[$0] == 1 } }
  }

  @Test func `agrees with scikit-learn`() throws {
    for reference in try Fixture.decoded("label_set_scores.json", as: Reference.self).cases {
      let k = reference.gold[0].count
      let report = LabelSetReport(
        of: LabelSetRows(
          labelSpace: .numbered(k),
          labels: sets(reference.labels),
          gold: sets(reference.gold),
          probabilities: SoftLabels(
            classCount: k,
            values: reference.probabilities.flatMap(\.self)
          )
        )
      )
      func expect(_ found: Double?, _ expected: Double?, _ what: String) {
        guard let expected else { return }
        #expect(abs((found ?? .nan) - expected) < 1e-12, "\(what): \(found ?? .nan)")
      }
      expect(report.microF1, reference.micro_f1, "micro-F1")
      expect(report.macroF1, reference.macro_f1, "macro-F1")
      expect(report.sampleF1, reference.sample_f1, "sample-F1")
      expect(report.subsetAccuracy, reference.subset_accuracy, "subset accuracy")
      expect(report.hammingLoss, reference.hamming_loss, "Hamming loss")
      expect(report.microPrecision, reference.micro_precision, "micro-precision")
      expect(report.microRecall, reference.micro_recall, "micro-recall")
      for (c, score) in report.classes.enumerated() {
        expect(score.precision, reference.precision[c], "precision \(c)")
        expect(score.recall, reference.recall[c], "recall \(c)")
        expect(score.logLoss, reference.log_loss[c], "log loss \(c)")
        #expect((score.precision == nil) == (reference.precision[c] == nil))
      }
    }
  }

  @Test func `a document without labels lowers coverage and recall, not the scores by document`() {
    let report = LabelSetReport(
      of: LabelSetRows(
        labelSpace: .numbered(2),
        labels: [[0, 1], nil, [], [1]],
        gold: [[0, 1], [0], [], nil],
        counts: [2, 1, 1, 5]
      )
    )
    #expect(report.rowCount == 4)
    #expect(report.unjudgedCount == 5)
    #expect(report.coverage == 0.75)
    #expect(report.subsetAccuracy == 1)
    #expect(report.sampleF1 == 1)
    #expect(report.hammingLoss == 0)
    #expect(report.microRecall == 0.8)
    #expect(report.classes[0].recall == 2.0 / 3)
    #expect(report.labelCardinality == 4.0 / 3)
    #expect(report.goldCardinality == 1.25)
    #expect(report.logLoss == nil)
    let interval = report.classes[0].f1Interval
    #expect((interval?.lower ?? 1) < 0.8 && (interval?.upper ?? 0) > 0.8)
  }

  @Test func `nothing judged has no scores`() {
    let report = LabelSetReport(
      of: LabelSetRows(labelSpace: .numbered(2), labels: [[0]], gold: [nil])
    )
    #expect(report.microF1 == nil && report.subsetAccuracy == nil && report.coverage == nil)
    #expect(report.classes.allSatisfy { $0.f1 == nil && $0.f1Interval == nil })
  }
}
