import Foundation
import LabelingCore

/// Numbers of scikit-learn, made by `Fixtures/reference.py`.
struct Reference: Decodable {
  struct Features: Decodable {
    var word: [Int]?
    var char: [Int]?
    var sublinear: Bool
    var products: [[Double]]
    var entries: [Int]
  }

  struct Regression: Decodable {
    var name: String
    var C: Double
    var balanced: Bool
    var x: [[Float]]
    var q: [[Double]]
    var s: [Double]
    var coefficients: [[Double]]
    var intercepts: [Double]
    var probabilities: [[Double]]
  }

  var texts: [String]
  var features: [Features]
  var regressions: [Regression]

  static func read() throws -> Reference {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/scikit-learn.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }
}

extension LabelSpace {
  /// Classes without names of their own.
  static func numbered(_ count: Int) -> LabelSpace { LabelSpace((0..<count).map { "\($0)" }) }
}
