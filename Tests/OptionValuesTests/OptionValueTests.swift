import OptionValues
import Testing

struct OptionValueTests {
  /// What no number may be, whatever its range.
  private static let hostile = [
    "", " ", "nan", "NaN", "-nan", "inf", "-inf", "infinity", "1e300", "-1e300", "1e999", "1e-999x",
    "9223372036854775808", "-9223372036854775809", "99999999999999999999999", "abc", "1,5", "½",
    "１", "0x", "--", "1\n", "\u{0}",
  ]

  @Test(arguments: hostile)
  func `hostile values are refused by every reader`(text: String) {
    #expect(throws: OptionValue.Refusal.self) { try OptionValue.count()(text) }
    #expect(throws: OptionValue.Refusal.self) {
      try OptionValue.seed()(text == "9223372036854775808" ? "-1" : text)
    }
    #expect(throws: OptionValue.Refusal.self) { try OptionValue.number(in: 0...1)(text) }
    #expect(throws: OptionValue.Refusal.self) { try OptionValue.seconds(text) }
  }

  @Test func `bounds belong to a range unless they are left out`() throws {
    let number = OptionValue.number(in: 0...1, excludesLower: true)
    #expect(try number("1") == 1)
    #expect(throws: OptionValue.Refusal.self) { try number("0") }
    #expect(throws: OptionValue.Refusal.self) { try number("1.0000001") }
    #expect(throws: OptionValue.Refusal.self) {
      try OptionValue.number(in: 0...1, excludesUpper: true)("1")
    }
    #expect(try OptionValue.count(from: 0, to: 5)("0") == 0)
    #expect(throws: OptionValue.Refusal.self) { try OptionValue.count(from: 0, to: 5)("6") }
    #expect(try OptionValue.seconds("0.25") == .milliseconds(250))
    #expect(throws: OptionValue.Refusal.self) { try OptionValue.seconds("0.0001") }
    #expect(throws: OptionValue.Refusal.self) { try OptionValue.seconds("3155760001") }
  }

  @Test func `a refusal says which values there are`() {
    let error = #expect(throws: OptionValue.Refusal.self) { try OptionValue.count(to: 5)("6") }
    #expect(error?.description == "it is a whole number from 1 to 5")
    let other = #expect(throws: OptionValue.Refusal.self) {
      try OptionValue.number(in: 0...0.5, excludesLower: true)("0")
    }
    #expect(other?.description == "it is a number greater than 0 and at most 0.5")
  }
}
