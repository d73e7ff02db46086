import LabelingCore
import Testing

struct ExactStringTests {
  private let composed = "caf\u{E9}"
  private let decomposed = "cafe\u{301}"

  @Test func `canonically equivalent strings are two keys`() {
    #expect(composed == decomposed)
    #expect(ExactString(composed) != ExactString(decomposed))
    let numbers: [ExactString: Int] = [ExactString(composed): 1, ExactString(decomposed): 2]
    #expect(numbers.count == 2)
    #expect(numbers[ExactString("caf\u{E9}")] == 1)
  }

  @Test func `order is that of the bytes`() {
    #expect(ExactString(decomposed) < ExactString(composed))
    #expect([ExactString("b"), "a", "ab"].sorted() == ["a", "ab", "b"])
  }
}
