internal import CRE2

/// A compiled RE2::Set.
final class PatternSet {
  private let set: OpaquePointer
  /// Index of the first pattern among all that were to be compiled.
  private let first: Int

  /// Compiles patterns, or is `nil` when RE2 rejects one or memory is too small for all.
  init?(_ patterns: some Collection<String>, first: Int = 0) {
    guard let set = winnow_set_create() else { preconditionFailure("out of memory") }
    self.set = set
    self.first = first
    let areAccepted = patterns.allSatisfy { Self.add($0, to: set) }
    guard areAccepted, winnow_set_compile(set) != 0 else { return nil }
  }

  deinit { winnow_set_destroy(set) }

  /// One set of all the patterns, or several where one would be too large.
  ///
  /// - Returns: `nil` when a pattern is too large, or malformed, on its own.
  static func sets(of patterns: [String]) -> [PatternSet]? { sets(of: patterns[...]) }

  private static func sets(of patterns: ArraySlice<String>) -> [PatternSet]? {
    if patterns.isEmpty { return [] }
    if let set = PatternSet(patterns, first: patterns.startIndex) { return [set] }
    guard patterns.count > 1 else { return nil }
    let middle = patterns.startIndex + patterns.count / 2
    guard let left = sets(of: patterns[..<middle]), let right = sets(of: patterns[middle...]) else {
      return nil
    }
    return left + right
  }

  func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var matches: UnsafePointer<Int32>?
    let count = winnow_set_match(set, text.baseAddress, text.count, &matches)
    for match in UnsafeBufferPointer(start: matches, count: count) { body(first + Int(match)) }
  }

  /// Whether any of the patterns matches.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var matches: UnsafePointer<Int32>?
    return winnow_set_match(set, text.baseAddress, text.count, &matches) > 0
  }

  private static func add(_ pattern: String, to set: OpaquePointer) -> Bool {
    var pattern = pattern
    return pattern.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        winnow_set_add(set, $0.baseAddress, $0.count) >= 0
      }
    }
  }
}
