/// Which features a text has, and how they are weighted.
///
/// Words are those of `TextKit` with at least two characters; character n-grams
/// stay within runs without white space, each with a space put before and behind
/// it: scikit-learn's `word`, except for apostrophes, and `char_wb`. Case is folded.
package struct FeatureOptions: Hashable, Sendable, Codable {
  /// Lengths of word n-grams; `nil` for none.
  package var wordLengths: ClosedRange<Int>?
  /// Lengths of character n-grams, in Unicode scalars; `nil` for none.
  package var characterLengths: ClosedRange<Int>?
  /// Logarithm to base 2 of the number of hash buckets, 8 to 24.
  package var bucketBits: Int
  /// Whether a count *c* weighs 1 + ln *c* instead of *c*.
  package var isSublinear: Bool
  /// Features of fewer documents than that are left out.
  package var leastDocuments: Int

  /// Creates options; by default 1 to 2 words and 3 to 5 characters in 2^18 buckets.
  package init(
    wordLengths: ClosedRange<Int>? = 1...2,
    characterLengths: ClosedRange<Int>? = 3...5,
    bucketBits: Int = 18,
    isSublinear: Bool = true,
    leastDocuments: Int = 1
  ) {
    self.wordLengths = wordLengths
    self.characterLengths = characterLengths
    self.bucketBits = bucketBits
    self.isSublinear = isSublinear
    self.leastDocuments = leastDocuments
  }

  /// The lengths that n-grams may have.
  package static let lengths = 1...16

  /// The usual ones, which options of the command line have as defaults.
  package static let defaults = FeatureOptions()

  /// Single words only: a tenth of the entries, for pools that are searched every few seconds.
  package static let words = FeatureOptions(wordLengths: 1...1, characterLengths: nil)

  /// Number of hash buckets.
  package var bucketCount: Int { 1 << bucketBits }

  /// Whether the options, read from a file, can be used.
  package var areSound: Bool {
    let lengths = [wordLengths, characterLengths].compactMap { $0 }
    return (8...24).contains(bucketBits) && leastDocuments >= 1
      && lengths.allSatisfy {
        Self.lengths.contains($0.lowerBound) && Self.lengths.contains($0.upperBound)
      }
  }

  /// Whether a text has no features at all.
  package var areEmpty: Bool { wordLengths == nil && characterLengths == nil }
}
