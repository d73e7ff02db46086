import LabelModels
import LabelingCore
import TestSupport
import Testing

/// Against Snorkel's metrics.
struct ScoringOracleTests {
  struct Oracle: Decodable {
    struct Parameters: Decodable { var filter_dict: [String: [Int]]? }
    struct Tolerance: Decodable { var atol: Double }
    struct Case: Decodable {
      var id: String
      var metric: String
      var gold: [Int]
      var pred: [Int]
      var params: Parameters
      var expected: Double
      var tolerance: Tolerance
    }
    var cases: [Case]
  }

  @Test func `agrees with the reference values`() throws {
    let cases = try Fixture.decoded("metrics.json", as: Oracle.self).cases
    #expect(cases.count > 10)
    for oracle in cases {
      let filter = oracle.params.filter_dict ?? [:]
      let pairs = zip(oracle.gold, oracle.pred).filter {
        !(filter["golds"] ?? []).contains($0) && !(filter["preds"] ?? []).contains($1)
      }
      let report = ScoreReport(
        of: ScoredRows(
          labelSpace: LabelSpace(["0", "1", "2"]),
          labels: pairs.map { Vote(classIndex: $1) },
          gold: pairs.map { Vote(classIndex: $0.0) }
        )
      )
      let actual = value(oracle.metric, report) ?? .nan
      #expect(abs(actual - oracle.expected) <= oracle.tolerance.atol, "\(oracle.id)")
    }
  }

  private func value(_ metric: String, _ report: ScoreReport) -> Double? {
    switch metric {
    // Snorkel takes rows without a prediction for wrong.
    case "accuracy": Double(report.labelAccuracy.correctCount) / Double(report.rowCount)
    case "coverage": report.coverage
    case "precision": report.classes[1].precision
    case "recall": report.classes[1].recall
    case "f1": report.classes[1].f1
    case "f1_micro": report.microF1
    case "f1_macro": report.macroF1
    case "matthews_corrcoef": report.matthewsCorrelation
    default: nil
    }
  }
}
