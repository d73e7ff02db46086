/// MinHash signatures of texts, and clusters of those that are nearly the same.
///
/// A text is the set of the runs of five bytes of its words, in lower case and with a blank
/// between each two; of one without words, of its characters but white space. ``Words`` decides
/// what a word is. The share of equal parts of two signatures estimates the
/// Jaccard similarity of the sets with a standard error of at most 0.045. Candidates are
/// found by bands of the signatures and confirmed by whole signatures.
/// - SeeAlso: Broder 1997, doi:10.1109/SEQUEN.1997.666900
package struct TextSignatures: Sendable {
  /// Numbers of a signature.
  private static let length = 128
  private static let shingle = 5
  /// Most clusters of one band's bucket that a text is compared with.
  private static let comparisonLimit = 64

  private let masks: [UInt32]
  private let factors: [UInt32]
  /// Signatures of all texts, their upper halves; 256 bytes a text.
  private var parts: [UInt16] = []
  private var minima = [UInt32](repeating: .max, count: length)
  private var text = Words()
  private var words = Phrases()

  /// Number of texts.
  package var count: Int { parts.count / Self.length }

  /// Begins without texts.
  package init() {
    var state: UInt64 = 0x57_696E_6E6F_7721
    func word() -> UInt32 {
      state = Self.mixed(state &+ 0x9E37_79B9_7F4A_7C15)
      return UInt32(truncatingIfNeeded: state >> 32)
    }
    masks = (0..<Self.length).map { _ in word() }
    factors = (0..<Self.length).map { _ in word() | 1 }
  }

  /// Appends a text.
  package mutating func append(_ text: some Sequence<UInt8>) {
    self.text.read(text)
    words.read(self.text)
    let plain = words.count > 0 ? words.bytes : characters
    for i in minima.indices { minima[i] = .max }
    if plain.isEmpty {
      // A text of nothing is like no other.
      add(1 << 63 | UInt64(count))
    } else if plain.count < Self.shingle {
      var packed: UInt64 = 1
      for byte in plain { packed = packed << 8 | UInt64(byte) }
      add(packed)
    } else {
      var packed: UInt64 = 0
      for (place, byte) in plain.enumerated() {
        packed = (packed << 8 | UInt64(byte)) & 0xFF_FFFF_FFFF
        if place >= Self.shingle - 1 { add(packed) }
      }
    }
    for minimum in minima { parts.append(UInt16(truncatingIfNeeded: minimum >> 16)) }
  }

  /// The estimated similarity of two texts.
  package func similarity(_ a: Int, _ b: Int) -> Double {
    var equal = 0
    parts.withUnsafeBufferPointer { parts in
      for i in 0..<Self.length
      where parts[a * Self.length + i] == parts[b * Self.length + i] { equal += 1 }
    }
    return Double(equal) / Double(Self.length)
  }

  /// Texts at least this similar, directly or by a chain of others, in clusters.
  ///
  /// - Parameter threshold: Least similarity, above 0 and up to 1.
  /// - Returns: The cluster of each text, by the row of its first text.
  /// - Complexity: O(*n* log *n*) for each of at most 128 bands.
  package func clusters(threshold: Double) -> [Int] {
    var parents = Array(0..<count)
    func root(_ row: Int) -> Int {
      var row = row
      while parents[row] != row {
        parents[row] = parents[parents[row]]
        row = parents[row]
      }
      return row
    }
    let width = Self.bandWidth(threshold)
    var keys: [(key: UInt64, row: UInt32)] = []
    for start in stride(from: 0, through: Self.length - width, by: width) {
      keys.removeAll(keepingCapacity: true)
      for row in 0..<count {
        var key: UInt64 = 0
        for i in start..<(start + width) {
          key = Self.mixed(key ^ UInt64(parts[row * Self.length + i]))
        }
        keys.append((key, UInt32(row)))
      }
      keys.sort { ($0.key, $0.row) < ($1.key, $1.row) }
      var first = 0
      while first < keys.count {
        var end = first + 1
        while end < keys.count, keys[end].key == keys[first].key { end += 1 }
        // The first text of each cluster stands for it.
        var heads: [Int] = []
        for place in first..<end {
          let row = Int(keys[place].row)
          var isKnown = false
          for index in heads.indices {
            let (own, other) = (root(row), root(heads[index]))
            if own == other || similarity(row, heads[index]) >= threshold {
              parents[max(own, other)] = min(own, other)
              isKnown = true
            }
          }
          if !isKnown, heads.count < Self.comparisonLimit { heads.append(row) }
        }
        first = end
      }
    }
    return (0..<count).map { root($0) }
  }

  /// The widest bands that still find a pair at the threshold in 99 of 100 cases.
  private static func bandWidth(_ threshold: Double) -> Int {
    for width in stride(from: 16, to: 1, by: -1) {
      let bands = length / width
      if 1 - power(1 - power(threshold, width), bands) >= 0.99 { return width }
    }
    return 1
  }

  /// The text's characters without white space, as bytes of their scalars.
  private var characters: [UInt8] {
    text.withEntries { entries in
      entries.filter { $0 & CharacterTable.spaceBit == 0 }.flatMap { entry in
        let scalar = entry & CharacterTable.scalarMask
        return [16, 8, 0].map { UInt8(truncatingIfNeeded: scalar >> $0) }
      }
    }
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  private mutating func add(_ packed: UInt64) {
    let hash = UInt32(truncatingIfNeeded: Self.mixed(packed) >> 32)
    minima.withUnsafeMutableBufferPointer { minima in
      masks.withUnsafeBufferPointer { masks in
        factors.withUnsafeBufferPointer { factors in
          for i in 0..<Self.length {
            let value = (hash ^ masks[i]) &* factors[i]
            minima[i] = min(minima[i], value ^ (value >> 15))
          }
        }
      }
    }
  }

  /// The finalizer of SplitMix64.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
