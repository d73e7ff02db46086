internal import TextKit

/// Counts a text's n-grams in hash buckets; keeps its scratch memory between texts.
struct NGramCounter {
  private let options: FeatureOptions
  private let shift: UInt64
  private var counts: [UInt16]
  private var touched: [UInt32] = []
  private var text = Words()
  private var words: [UInt64] = []
  /// A text's characters with one blank before, between and behind its runs.
  private var runs: [UInt32] = []

  init(_ options: FeatureOptions) {
    self.options = options
    shift = UInt64(64 - options.bucketBits)
    counts = [UInt16](repeating: 0, count: options.bucketCount)
  }

  /// Appends the text's buckets, in order of first appearance, and their counts.
  mutating func count(
    _ bytes: UnsafeBufferPointer<UInt8>,
    into buckets: inout [UInt32],
    _ frequencies: inout [Float]
  ) {
    text.read(bytes)
    if options.wordLengths != nil { readWords() }
    if options.characterLengths != nil { readRuns() }
    // Only the buckets of the counter are written to while n-grams are counted.
    let (options, shift, words, runs) = (options, shift, words, runs)
    var touched: [UInt32] = []
    swap(&touched, &self.touched)
    counts.withUnsafeMutableBufferPointer { counts in
      var tally = Tally(counts: counts, shift: shift, touched: touched)
      touched = []
      if let lengths = options.wordLengths { tally.addWords(words, lengths) }
      if let lengths = options.characterLengths { tally.addCharacters(runs, lengths) }
      for bucket in tally.touched {
        buckets.append(bucket)
        frequencies.append(Float(counts[Int(bucket)]))
        counts[Int(bucket)] = 0
      }
      tally.touched.removeAll(keepingCapacity: true)
      swap(&touched, &tally.touched)
    }
    swap(&touched, &self.touched)
  }

  /// Hashes the words of two characters or more, as single ones say little and are everywhere.
  private mutating func readWords() {
    var words: [UInt64] = []
    swap(&words, &self.words)
    words.removeAll(keepingCapacity: true)
    var hash = Tally.wordSeed
    text.walk { entry in
      hash = Tally.mixed(hash, entry & CharacterTable.scalarMask)
    } _: { word in
      if word.count >= 2 { words.append(hash) }
      hash = Tally.wordSeed
    }
    swap(&words, &self.words)
  }

  private mutating func readRuns() {
    var runs: [UInt32] = []
    swap(&runs, &self.runs)
    runs.removeAll(keepingCapacity: true)
    runs.append(Tally.blank)
    text.withEntries { entries in
      var isBlank = true
      for entry in entries {
        let isSpace = entry & CharacterTable.spaceBit != 0
        if isSpace, isBlank { continue }
        isBlank = isSpace
        runs.append(isSpace ? Tally.blank : entry & CharacterTable.scalarMask)
      }
      if !isBlank { runs.append(Tally.blank) }
    }
    swap(&runs, &self.runs)
  }
}

extension NGramCounter {
  /// The buckets of one text.
  ///
  /// The counts are the counter's, which lends them for the time of a call.
  private struct Tally {
    let counts: UnsafeMutableBufferPointer<UInt16>
    let shift: UInt64
    var touched: [UInt32]

    mutating func addWords(_ words: [UInt64], _ lengths: ClosedRange<Int>) {
      for start in words.indices {
        var hash: UInt64 = 0
        for length in 1...lengths.upperBound where start + length <= words.count {
          hash = (hash ^ words[start + length - 1]) &* Self.prime
          if length >= lengths.lowerBound { add(hash &+ UInt64(length)) }
        }
      }
    }

    mutating func addCharacters(_ runs: [UInt32], _ lengths: ClosedRange<Int>) {
      runs.withUnsafeBufferPointer { runs in
        var start = 0
        for end in 1..<max(runs.count, 1) where runs[end] == Self.blank {
          addRun(UnsafeBufferPointer(rebasing: runs[start...end]), lengths)
          start = end
        }
      }
    }

    /// The n-grams of a run, the blanks before and behind it included; a run shorter than all of
    /// them is one.
    private mutating func addRun(
      _ run: UnsafeBufferPointer<UInt32>,
      _ lengths: ClosedRange<Int>
    ) {
      let least = min(lengths.lowerBound, run.count)
      for first in 0...(run.count - least) {
        var hash = Self.characterSeed
        var place = first
        while place < first + least {
          hash = Self.mixed(hash, run[place])
          place += 1
        }
        add(hash)
        let end = min(first + lengths.upperBound, run.count)
        while place < end {
          hash = Self.mixed(hash, run[place])
          add(hash)
          place += 1
        }
      }
    }

    @inline(__always)
    private mutating func add(_ hash: UInt64) {
      // The multiplications leave their best bits on top; a last one spreads the rest there.
      let bucket = Int(((hash ^ (hash >> 32)) &* Self.prime) >> shift)
      let count = counts[bucket]
      if count == 0 { touched.append(UInt32(bucket)) }
      if count < .max { counts[bucket] = count + 1 }
    }

    @inline(__always)
    static func mixed(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
      (hash ^ UInt64(scalar)) &* prime
    }

    static let blank: UInt32 = 0x20
    static let wordSeed: UInt64 = 0x243F_6A88_85A3_08D3
    private static let characterSeed: UInt64 = 0x1319_8A2E_0370_7344
    /// 2^64 divided by the golden ratio, odd.
    private static let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
  }
}
