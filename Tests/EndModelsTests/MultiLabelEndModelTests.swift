import EndModels
import LabelingCore
import TestSupport
import Testing

/// End models of documents that have several classes.
struct MultiLabelEndModelTests {
  private static let words = ["red", "green", "blue", "round", "square", "big", "small"]
  private let texts: [String]
  private let targets: SoftLabels
  private let weights: [Double]
  private let space = LabelSpace(["a", "b", "c"])

  init() {
    var generator = SeededGenerator(seed: 5)
    var texts: [String] = []
    var values: [Double] = []
    for _ in 0..<300 {
      let own = Self.words.filter { _ in Bool.random(using: &generator) }
      texts.append(own.joined(separator: " "))
      for word in ["red", "round", "big"] {
        let noise = Double.random(in: 0..<0.3, using: &generator)
        values.append(own.contains(word) ? 1 - noise : noise)
      }
    }
    self.texts = texts
    targets = SoftLabels(classCount: 3, values: values)
    weights = texts.indices.map { $0 % 7 == 0 ? 0 : 1 }
  }

  private func set() -> (set: MultiLabelTrainingSet, features: HashedFeatures) {
    var terms = DocumentTerms()
    terms.append(texts)
    let hashed = HashedFeatures(fittingTo: terms)
    let set = MultiLabelTrainingSet(
      features: hashed.features(of: terms),
      labelSpace: space,
      targets: targets,
      weights: weights
    )
    return (set, hashed)
  }

  @Test func `each class is what the regression of two classes learns of it alone`() throws {
    let (set, _) = set()
    let fitted = try set.fitted(by: LogisticRegression())
    let all = fitted.probabilities(of: set.features)
    for c in 0..<3 {
      var soft = SoftLabels(uniformRows: texts.count, classCount: 2)
      for row in texts.indices {
        soft[row: row] = [1 - targets.values[row * 3 + c], targets.values[row * 3 + c]][...]
      }
      let alone = try LogisticRegression().fitted(
        to: TrainingSet(
          features: set.features,
          labelSpace: LabelSpace(["no", "yes"]),
          targets: soft,
          weights: weights
        )
      )
      #expect(zip(fitted.parts[c].weights, alone.weights).allSatisfy { abs($0 - $1) < 1e-9 })
      #expect(abs(fitted.parts[c].intercepts[0] - alone.intercepts[0]) < 1e-9)
      let own = alone.probabilities(of: set.features)
      #expect(
        texts.indices.allSatisfy {
          abs(all[row: $0].dropFirst(c).first! - own.values[2 * $0 + 1]) < 1e-9
        }
      )
      #expect(alone.weights.contains { abs($0) > 0.5 })
    }
  }

  @Test func `any number of threads gives the same bytes, and a file gives them back`() throws {
    let (set, features) = set()
    let files = try [1, 2, 5].map { threads in
      var model = try set.fitted(by: LogisticRegression(), threadCount: threads)
      model.thresholds = [0.5, 0.25, 0.75]
      model.parts[1].temperature = 1.5
      return EndModelFile(TextClassifier(features: features, model: model))
    }
    #expect(files[0].bytes == files[1].bytes && files[0].bytes == files[2].bytes)
    let read = try EndModelFile(bytes: files[0].bytes)
    #expect(read.content == files[0].content && read.bytes == files[0].bytes)
    guard case .several(let classifier) = read.content else {
      Issue.record("a classifier of several classes")
      return
    }
    #expect(classifier.model.thresholds == [0.5, 0.25, 0.75])
    #expect(classifier.model.labels(from: [0.5, 0.3, 0.9]) == [1, 2])
    for length in stride(from: 0, to: files[0].bytes.count, by: 97) {
      #expect(throws: EndModelError.self) {
        try EndModelFile(bytes: Array(files[0].bytes[..<length]))
      }
    }
    let bayes = try set.fitted(by: MultinomialNaiveBayes())
    let file = EndModelFile(TextClassifier(features: features, model: bayes))
    #expect(try EndModelFile(bytes: file.bytes).content == file.content)
  }

  @Test func `a class that no document has is nearly never there, one that all have nearly always`()
    throws
  {
    let (set, _) = set()
    let values = texts.indices.flatMap { [0.0, 1.0, targets.values[$0 * 3]] as [Double] }
    let constant = MultiLabelTrainingSet(
      features: set.features,
      labelSpace: space,
      targets: SoftLabels(classCount: 3, values: values)
    )
    let fitted = try constant.fitted(by: LogisticRegression())
    let probabilities = fitted.probabilities(of: set.features)
    #expect(texts.indices.allSatisfy { abs(probabilities.values[$0 * 3] - 0.5 / 301) < 1e-12 })
    #expect(
      texts.indices.allSatisfy { abs(probabilities.values[$0 * 3 + 1] - 300.5 / 301) < 1e-12 }
    )
    #expect(fitted.parts[0].balance == [1, 0] && fitted.parts[2].balance[1] > 0.2)
    let none = MultiLabelTrainingSet(
      features: set.features,
      labelSpace: space,
      targets: targets,
      weights: texts.map { _ in 0 }
    )
    #expect(throws: EndModelError.noDocuments) { try none.fitted(by: LogisticRegression()) }
  }

  @Test func `held-out scores are of models that have not seen the documents`() throws {
    let (set, _) = set()
    let rows = Array(stride(from: 0, to: 300, by: 3))
    let held = try set.heldOut(rows, by: LogisticRegression(), threadCount: 2)
    #expect(held.count == 3 && held.allSatisfy { $0.rows == rows })
    let fold = rows.enumerated().filter { $0.offset % HeldOutScoring.foldCount == 0 }.map(\.element)
    let kept = (0..<300).filter { !fold.contains($0) }
    let without = try LogisticRegression()
      .fitted(to: set.problem(ofClass: 1).selecting(rows: kept))
    let scores = without.scores(of: set.features.selecting(rows: fold))
    #expect(held[1].scores.values[1] == scores.values[1])
  }
}
