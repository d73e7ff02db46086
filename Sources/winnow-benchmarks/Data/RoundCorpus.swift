internal import EndModels
internal import Foundation
internal import LabelingCore

/// Documents of known class to ask about.
struct RoundCorpus {
  private let terms: DocumentTerms
  /// The class of each document.
  let truth: [Int8]
  let labelSpace: LabelSpace

  /// Draws texts of 5 to 12 words, a quarter of which speak for one of four classes.
  init(documentCount: Int) {
    var generator = SeededGenerator(seed: 4)
    let truth = (0..<documentCount).map { _ in Int8(min(3, Int(generator.unit() * 4))) }
    var terms = DocumentTerms(options: Self.options)
    for first in stride(from: 0, to: truth.count, by: 20_000) {
      let texts = truth[first..<min(first + 20_000, truth.count)].map { label in
        (0..<(5 + Int(generator.unit() * 8))).map { _ in
          let word = Int(generator.unit() * generator.unit() * 3000)
          return generator.unit() < 0.25 ? "class\(label)x\(word / 50)" : "word\(word)"
        }.joined(separator: " ")
      }
      terms.append(texts)
    }
    self.init(terms: terms, truth: truth, classCount: 4)
  }

  /// Reads JSON Lines with a member `text`, and a file with the name of a class per line.
  ///
  /// - Throws: What reading throws, and ``BenchmarkError``.
  init(path: String, truthPath: String) throws {
    let names = try String(contentsOfFile: truthPath, encoding: .utf8).split(separator: "\n")
    let classes = Set(names).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    var terms = DocumentTerms(options: Self.options)
    let lines = try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n"))
    guard lines.count == names.count else { throw BenchmarkError("'\(truthPath)' is not of it") }
    struct Record: Decodable { var text: String }
    let decoder = JSONDecoder()
    for first in stride(from: 0, to: lines.count, by: 20_000) {
      let block = lines[first..<min(first + 20_000, lines.count)]
      terms.append(try block.map { try decoder.decode(Record.self, from: $0).text })
    }
    self.init(
      terms: terms,
      truth: names.map { Int8(numbers[$0] ?? 0) },
      classCount: classes.count
    )
  }

  private init(terms: DocumentTerms, truth: [Int8], classCount: Int) {
    self.terms = terms
    self.truth = truth
    labelSpace = LabelSpace((0..<classCount).map { "\($0)" })
  }

  /// Single words that at least three documents have, as the loops in Python have them.
  private static var options: FeatureOptions {
    var options = FeatureOptions.words
    options.leastDocuments = 3
    return options
  }

  /// TF-IDF of the documents' words.
  func features() -> FeatureMatrix { HashedFeatures(fittingTo: terms).features(of: terms) }

  /// Votes of five functions, each on two documents of five and right four times in five.
  func votes() -> VotePatterns {
    var generator = SeededGenerator(seed: 6)
    var builder = VotePatterns.Builder(
      voters: (0..<5).map { "lf\($0)" },
      labelSpace: labelSpace
    )
    let classCount = labelSpace.classCount
    for label in truth {
      let row = (0..<5).map { _ -> Int16 in
        guard generator.unit() < 0.4 else { return -1 }
        let isRight = generator.unit() < 0.8
        return isRight ? Int16(label) : Int16(generator.unit() * Double(classCount))
      }
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    return builder.finish()
  }
}
