internal import CPCRE2

/// One pattern compiled by PCRE2's just-in-time compiler.
///
/// `\d`, `\w`, `\s` and `\b` know ASCII only and `$` is the end of the text, as
/// in RE2. Not for use from two threads at once.
/// - SeeAlso: https://www.pcre.org/current/doc/html/pcre2api.html
final class RegularExpression {
  private static let stepLimit: UInt32 = 1_000_000
  private let code: OpaquePointer
  private let matchData: OpaquePointer
  private let context: OpaquePointer
  /// PCRE2's own 32 KiB do for short texts only; a page is taken when it is needed.
  private let stack: OpaquePointer

  init(_ pattern: String, matchesCase: Bool) throws(PatternError) {
    var options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C
    if !matchesCase { options |= PCRE2_CASELESS }
    var number: Int32 = 0
    var offset = 0
    let compiled = Array(pattern.utf8).withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, nil)
    }
    guard let compiled else {
      throw .malformed(reason: Self.message(number), offset: offset)
    }
    pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
    guard let context = pcre2_match_context_create_8(nil),
      let matchData = pcre2_match_data_create_8(1, nil),
      let stack = pcre2_jit_stack_create_8(1 << 15, 1 << 23, nil)
    else { preconditionFailure("out of memory") }
    pcre2_set_match_limit_8(context, Self.stepLimit)
    pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    self.stack = stack
    self.code = compiled
    self.matchData = matchData
    self.context = context
  }

  deinit {
    pcre2_match_data_free_8(matchData)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
    pcre2_code_free_8(code)
  }

  /// Whether the pattern matches somewhere in a text, which must be valid UTF-8.
  func matches(_ text: UnsafeBufferPointer<UInt8>) throws(PatternError) -> Bool {
    try match(text, from: 0)
  }

  /// The bytes of the first match at or behind `start`, or `nil`.
  func firstMatch(
    in text: UnsafeBufferPointer<UInt8>,
    from start: Int
  ) throws(PatternError) -> Range<Int>? {
    guard try match(text, from: start), let bounds = pcre2_get_ovector_pointer_8(matchData) else {
      return nil
    }
    // `\K` in a lookahead can put the end before the start.
    return bounds[0]..<max(bounds[0], bounds[1])
  }

  private func match(
    _ text: UnsafeBufferPointer<UInt8>,
    from start: Int
  ) throws(PatternError) -> Bool {
    var empty: UInt8 = 0
    let result = withUnsafePointer(to: &empty) {
      let bytes = text.baseAddress ?? $0
      let found = pcre2_jit_match_8(code, bytes, text.count, start, 0, matchData, context)
      guard found == PCRE2_ERROR_JIT_BADOPTION else { return found }
      // There is no compiled code for this pattern or processor.
      let options = UInt32(PCRE2_NO_UTF_CHECK)
      return pcre2_match_8(code, bytes, text.count, start, options, matchData, context)
    }
    if result >= 0 { return true }
    if result == PCRE2_ERROR_NOMATCH { return false }
    throw .tooManySteps
  }

  private static func message(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(number, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
  }
}

/// Compiled patterns by source text; confined to one worker.
final class PatternCache {
  private struct Key: Hashable {
    let pattern: String
    let matchesCase: Bool
  }

  private var expressions: [Key: RegularExpression] = [:]

  init() {}

  func expression(
    _ pattern: String,
    matchesCase: Bool
  ) throws(PatternError) -> RegularExpression {
    let key = Key(pattern: pattern, matchesCase: matchesCase)
    if let expression = expressions[key] { return expression }
    let expression = try RegularExpression(pattern, matchesCase: matchesCase)
    expressions[key] = expression
    return expression
  }
}
