import TestSupport

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
    try Fixture.decoded("scikit-learn.json", as: Reference.self)
  }
}
