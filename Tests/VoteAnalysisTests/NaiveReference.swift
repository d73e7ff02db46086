/// The definitions spelt out on a matrix, slowly; −1 abstains.
struct NaiveReference {
  let matrix: [[Int]]

  func votes(_ j: Int) -> [Int] { matrix.indices.filter { matrix[$0][j] >= 0 } }

  func others(_ i: Int, _ j: Int) -> [Int] {
    matrix[i].indices.filter { $0 != j && matrix[i][$0] >= 0 }.map { matrix[i][$0] }
  }

  func overlaps(_ j: Int) -> Int { votes(j).count { !others($0, j).isEmpty } }

  func conflicts(_ j: Int) -> Int {
    votes(j).count { i in others(i, j).contains { $0 != matrix[i][j] } }
  }

  func shared(_ j: Int, _ k: Int) -> [Int] { votes(j).filter { matrix[$0][k] >= 0 } }

  func agreements(_ j: Int, _ k: Int) -> Int {
    shared(j, k).count { matrix[$0][j] == matrix[$0][k] }
  }

  func cohen(_ j: Int, _ k: Int, classCount: Int) -> Double? {
    let rows = shared(j, k)
    let n = Double(rows.count)
    let observed = Double(agreements(j, k)) / n
    let chance = (0..<classCount).reduce(0.0) { sum, c in
      let a = Double(rows.count { matrix[$0][j] == c }) / n
      let b = Double(rows.count { matrix[$0][k] == c }) / n
      return sum + a * b
    }
    return chance < 1 ? (observed - chance) / (1 - chance) : nil
  }

  /// Krippendorff's alpha from the coincidence matrix, as in Hayes & Krippendorff.
  func alpha(classCount k: Int) -> Double? {
    var coincidences = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
    for row in matrix {
      let answers = row.filter { $0 >= 0 }
      guard answers.count > 1 else { continue }
      for (a, c) in answers.enumerated() {
        for (b, d) in answers.enumerated() where a != b {
          coincidences[c][d] += 1 / Double(answers.count - 1)
        }
      }
    }
    let totals = coincidences.map { $0.reduce(0, +) }
    let n = totals.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for c in 0..<k {
      for d in 0..<k where c != d {
        observed += coincidences[c][d]
        expected += totals[c] * totals[d]
      }
    }
    return expected > 0 ? 1 - (n - 1) * observed / expected : nil
  }
}
