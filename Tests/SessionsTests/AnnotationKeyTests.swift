import Sessions
import Testing

struct AnnotationKeyTests {
  @Test func `every class has one key as far as keys reach, and no command has it too`() {
    let keys = AnnotationKey.classKeys
    #expect(Set(keys).count == keys.count)
    #expect(keys.prefix(10) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"])
    for key in AnnotationKey.allCases where key != .askSkippedAgain {
      #expect(!keys.contains(key.rawValue), "\(key)")
    }
  }

  @Test func `keys of classes stay what they were, as people know them by heart`() {
    #expect(
      String(AnnotationKey.classKeys) == "1234567890abcdeilmoprtwyzABCDEILMOPRTWYZFGHJKNQSUVX"
    )
  }
}
