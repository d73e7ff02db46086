import EndModels
import LabelingCore
import Testing

struct EndModelFileTests {
  private static let texts = [
    "cheap pills now", "meeting at noon", "buy cheap watches", "see you at lunch", "größe",
    "free 💰",
  ]

  private func classifier(
    classCount: Int,
    _ model: any EndModel
  ) throws -> TextClassifier<FittedEndModel> {
    var terms = DocumentTerms()
    terms.append(Self.texts)
    let features = HashedFeatures(fittingTo: terms)
    let set = TrainingSet(
      features: features.features(of: terms),
      labelSpace: LabelSpace((0..<classCount).map { "class \($0)" }),
      labels: Self.texts.indices.map { Vote(classIndex: $0 % classCount) }
    )
    var fitted = try model.fitted(to: set)
    fitted.temperature = 1.25
    return TextClassifier(features: features, model: fitted)
  }

  @Test(arguments: [2, 3, 6])
  func `a file gives back the same classifier, and the same bytes`(classCount: Int) throws {
    for model in EndModelRegistry.models {
      let classifier = try classifier(classCount: classCount, model)
      let file = EndModelFile(classifier)
      let read = try EndModelFile(bytes: file.bytes)
      #expect(read.content == .one(classifier))
      #expect(read.bytes == file.bytes)
      guard case .one(let again) = read.content else {
        Issue.record("a classifier of one class a document")
        continue
      }
      let unseen = ["cheap lunch", "", "zzz"]
      #expect(again.probabilities(of: unseen) == classifier.probabilities(of: unseen))
    }
  }

  @Test func `every cut and every changed byte is noticed`() throws {
    let bytes = EndModelFile(try classifier(classCount: 3, LogisticRegression())).bytes
    for length in stride(from: 0, to: bytes.count, by: 997) {
      #expect(throws: EndModelError.self) { try EndModelFile(bytes: Array(bytes[..<length])) }
    }
    for place in stride(from: 0, to: bytes.count, by: 1009) {
      var changed = bytes
      changed[place] ^= 0x10
      #expect(throws: EndModelError.self) { try EndModelFile(bytes: changed) }
    }
    var newer = bytes
    newer[8] = 9
    #expect(throws: EndModelError.unsupportedVersion(found: 9, supported: 3)) {
      try EndModelFile(bytes: newer)
    }
    #expect(throws: EndModelError.notModelFile) { try EndModelFile(bytes: Array("id,x\n".utf8)) }
  }

  @Test func `a file whose words were cut by another rule is refused`() throws {
    var older = EndModelFile(try classifier(classCount: 2, LogisticRegression())).bytes
    older[8] = 1
    let error = #expect(throws: EndModelError.self) { try EndModelFile(bytes: older) }
    #expect(error == .unsupportedVersion(found: 1, supported: 3))
    #expect(error?.description.contains("train the model again") == true)
  }
}
