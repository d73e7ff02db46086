import EndModels
import LabelingCore
import Testing

struct HashedFeaturesTests {
  private func features(
    of texts: [String],
    options: FeatureOptions,
    threadCount: Int? = nil
  ) -> FeatureMatrix {
    var terms = DocumentTerms(options: options, threadCount: threadCount)
    terms.append(texts)
    return HashedFeatures(fittingTo: terms).features(of: terms, threadCount: threadCount)
  }

  @Test func `rows have the same products as scikit-learn's`() throws {
    let reference = try Reference.read()
    for expected in reference.features {
      let options = FeatureOptions(
        wordLengths: expected.word.map { $0[0]...$0[1] },
        characterLengths: expected.char.map { $0[0]...$0[1] },
        bucketBits: 24,
        isSublinear: expected.sublinear
      )
      let rows = features(of: reference.texts, options: options)
      for i in reference.texts.indices {
        #expect(rows.starts[i + 1] - rows.starts[i] == expected.entries[i], "\(options) row \(i)")
        for j in reference.texts.indices {
          let product = rows.product(ofRow: i, withRow: j)
          #expect(abs(product - expected.products[i][j]) < 1e-6, "\(options) rows \(i), \(j)")
        }
      }
    }
  }

  @Test func `case and white space make no difference, bytes that are no UTF-8 no crash`() {
    var terms = DocumentTerms()
    terms.append(["Größe ÄRGER Мир", "größe\u{2003}ärger\n\nмир"])
    var rows = HashedFeatures(fittingTo: terms).features(of: terms)
    #expect(abs(rows.product(ofRow: 0, withRow: 1) - 1) < 1e-6)
    let bytes: [UInt8] = [0xC3, 0x28, 0xFF, 0x41, 0xE2, 0x82, 0xF0, 0x9F, 0x98]
    var broken = DocumentTerms()
    broken.append(
      (0...bytes.count).map { DocumentBatch.Slice(offset: 0, length: $0) },
      of: bytes
    )
    rows = HashedFeatures(fittingTo: broken).features(of: broken)
    #expect(rows.rowCount == bytes.count + 1)
    #expect(rows.values.allSatisfy { $0.isFinite })
  }

  @Test func `an apostrophe within a word is part of it`() {
    var terms = DocumentTerms(options: .words)
    terms.append(["don't DON\u{2019}T don t", "'don' 'tis"])
    // Words of one character are left out: don't, don’t, don; don, tis.
    #expect(terms.counts.starts == [0, 3, 5])
  }

  @Test func `the number of threads and of batches changes nothing`() {
    var generator = SeededGenerator(seed: 3)
    let texts = (0..<1500).map { _ in
      (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
        "w\(Int.random(in: 0..<400, using: &generator))é"
      }.joined(separator: " ")
    }
    let whole = features(of: texts, options: FeatureOptions(), threadCount: 1)
    #expect(features(of: texts, options: FeatureOptions(), threadCount: 5) == whole)
    var pieces = DocumentTerms()
    for start in stride(from: 0, to: texts.count, by: 700) {
      pieces.append(Array(texts[start..<min(start + 700, texts.count)]))
    }
    #expect(HashedFeatures(fittingTo: pieces).features(of: pieces) == whole)
  }

  @Test func `features that were not fitted to are left out, rare ones on request`() {
    var terms = DocumentTerms(options: .words)
    terms.append(["apple pear", "apple plum"])
    let fitted = HashedFeatures(fittingTo: terms)
    #expect(fitted.columnCount == 3)
    let rows = fitted.features(of: ["cherry", "apple cherry"])
    #expect(rows.starts == [0, 0, 1])
    #expect(rows.values == [1])
    var options = FeatureOptions.words
    options.leastDocuments = 2
    var common = DocumentTerms(options: options)
    common.append(["apple pear", "apple plum"])
    #expect(HashedFeatures(fittingTo: common).columnCount == 1)
  }
}
