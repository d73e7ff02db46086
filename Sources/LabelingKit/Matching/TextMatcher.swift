internal import CLiterals

/// All functions of a plugin that match texts, matched together.
///
/// One pass over a text finds the literals of all functions. They decide
/// keywords, and patterns that are words in disguise; other patterns run only
/// where their literals occur. What has no literals goes through RE2 as one set,
/// and what RE2 cannot express through PCRE2, one pattern after the other. Not
/// for use from two threads at once.
final class TextMatcher {
  /// One function's rule.
  struct Entry {
    let function: Int
    let rule: any TextRule
  }

  /// A pattern that neither engine accepts.
  struct Problem: Error {
    let function: Int
    let error: PatternError
  }

  /// At most 64 slots next to each other, as bits of one word or two.
  private struct SlotSet {
    private let word: Int
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    init(_ slots: Range<Int>) {
      word = slots.lowerBound >> 6
      for slot in slots {
        let bit: UInt64 = 1 << UInt64(slot & 63)
        if slot >> 6 == word { first |= bit } else { second |= bit }
      }
    }

    func isSubset(of slots: UnsafePointer<UInt64>) -> Bool {
      slots[word] & first == first && (second == 0 || slots[word + 1] & second == second)
    }
  }

  /// A function with keywords that only texts beyond ASCII hold.
  private struct OtherKeywords {
    let function: Int
    /// Its slot.
    let slot: Int
    /// Matches wherever those keywords do, and perhaps elsewhere.
    let candidate: String
  }

  /// The functions it matches.
  let functions: [Int]
  /// Functions that one of their literals decides, by slot.
  private let decided: [Int]
  private let literals: LiteralSet
  /// Patterns that are run where their literals occur.
  private let confirmed: [ConfirmedPattern]
  /// Slots of the literals that each of them needs; apart from them, as counting references
  /// to patterns that do not run would cost more than all else.
  private let needs: [SlotSet]
  /// Patterns without literals, and their functions.
  private let unfiltered: [PatternSet]
  private let unfilteredFunctions: [Int]
  private let expressions: [(function: Int, expression: RegularExpression)]
  private let others: [OtherKeywords]
  /// Finds which functions' other keywords may occur.
  ///
  /// An automaton of the exact patterns would know all letters of Unicode:
  /// building its states took a hundred times longer than matching. `nil` when
  /// one is too large: then every function is looked at on its own.
  private lazy var candidates = PatternSet.sets(of: others.map(\.candidate))
  /// The exact patterns by function, each on its own.
  private let sources: [Int: String]
  /// Those that were needed.
  private var exact: [Int: PatternSet] = [:]

  init(_ entries: [Entry]) throws(Problem) {
    functions = entries.map(\.function)
    var plan = MatchingPlan()
    for entry in entries {
      do throws(PatternError) {
        try entry.rule.join(&plan, as: entry.function)
      } catch {
        throw Problem(function: entry.function, error: error)
      }
    }
    decided = plan.decided.map(\.function)
    var slots = plan.decided.map(\.literals)
    needs = plan.confirmed.map { pattern in
      let first = slots.count
      slots += pattern.groups
      return SlotSet(first..<slots.count)
    }
    confirmed = plan.confirmed.map { pattern in
      ConfirmedPattern(
        function: pattern.function,
        source: pattern.source,
        portable: pattern.portable
      )
    }
    literals = LiteralSet(slots)
    guard let unfiltered = PatternSet.sets(of: plan.unfiltered.map(\.source)) else {
      throw Problem(function: plan.unfiltered.first?.function ?? 0, error: .tooLarge)
    }
    self.unfiltered = unfiltered
    unfilteredFunctions = plan.unfiltered.map(\.function)
    expressions = plan.expressions
    others = plan.others.map {
      OtherKeywords(
        function: plan.decided[$0.slot].function,
        slot: $0.slot,
        candidate: $0.candidate
      )
    }
    sources = plan.sources
  }

  /// Calls `body` with each function that matches, and with each that takes too many steps.
  ///
  /// A function comes up once at most; the order is not defined.
  ///
  /// - Parameters:
  ///   - text: The text, which must be valid UTF-8.
  ///   - body: Takes a function, and why it could not be decided.
  /// - Complexity: One pass over the text, and one for each pattern whose literals occur.
  func match(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (_ function: Int, _ error: PatternError?) -> Void
  ) {
    if TextScan.isASCII(text) {
      matchLiterals(text, body)
    } else if winnow_folds_to_ascii(text.baseAddress, text.count) == 0 {
      let slots = matchLiterals(text, body)
      matchOthers(text, body) { slots[$0 >> 6] >> UInt64($0 & 63) & 1 != 0 }
    } else {
      // Literals fold the letters of ASCII only.
      for function in decided { confirm(function, in: text, body) }
      for pattern in confirmed { confirm(pattern.function, in: text, body) }
    }
    for set in unfiltered {
      set.forEachMatch(in: text) { body(unfilteredFunctions[$0], nil) }
    }
    for (function, expression) in expressions {
      do throws(PatternError) {
        if try expression.matches(text) { body(function, nil) }
      } catch {
        body(function, error)
      }
    }
  }
}

extension TextMatcher {
  /// Matches what literals decide, and the patterns whose literals occur.
  ///
  /// - Returns: The slots of the literals that occur, 64 to a word.
  @discardableResult
  private func matchLiterals(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (_ function: Int, _ error: PatternError?) -> Void
  ) -> UnsafePointer<UInt64> {
    let slots = literals.slots(in: text)
    var word = 0
    while word << 6 < decided.count {
      var bits = slots[word]
      let rest = decided.count - word << 6
      if rest < 64 { bits &= 1 << UInt64(rest) - 1 }
      while bits != 0 {
        body(decided[word << 6 + bits.trailingZeroBitCount], nil)
        bits &= bits - 1
      }
      word += 1
    }
    for index in needs.indices where needs[index].isSubset(of: slots) {
      let pattern = confirmed[index]
      do throws(PatternError) {
        if try pattern.matches(text) { body(pattern.function, nil) }
      } catch {
        body(pattern.function, error)
      }
    }
    return slots
  }

  /// Looks for keywords that only texts beyond ASCII hold, unless the function is decided.
  private func matchOthers(
    _ text: UnsafeBufferPointer<UInt8>,
    _ body: (_ function: Int, _ error: PatternError?) -> Void,
    unless isDecided: (_ slot: Int) -> Bool
  ) {
    guard !others.isEmpty else { return }
    guard let candidates else {
      for other in others where !isDecided(other.slot) { confirm(other.function, in: text, body) }
      return
    }
    for set in candidates {
      set.forEachMatch(in: text) { index in
        if !isDecided(others[index].slot) { confirm(others[index].function, in: text, body) }
      }
    }
  }

  /// Calls `body` with a function if its exact pattern matches.
  private func confirm(
    _ function: Int,
    in text: UnsafeBufferPointer<UInt8>,
    _ body: (_ function: Int, _ error: PatternError?) -> Void
  ) {
    guard let set = exact[function] ?? sources[function].flatMap({ PatternSet([$0]) }) else {
      return body(function, .tooLarge)
    }
    exact[function] = set
    if set.matches(text) { body(function, nil) }
  }
}
