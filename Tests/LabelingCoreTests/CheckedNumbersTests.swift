import LabelingCore
import Testing

struct CheckedNumbersTests {
  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, 9.3e18])
  func `numbers without a whole number are nil`(value: Double) {
    #expect(Int(checking: value) == nil)
  }

  @Test func `numbers are rounded to the nearest whole number`() {
    #expect(Int(checking: 2.5) == 3)
    #expect(Int(checking: -0.4) == 0)
  }

  @Test(arguments: [Double.nan, .infinity, -1, -0.001, 1e300])
  func `seconds that are no duration are nil`(seconds: Double) {
    #expect(Duration.checked(seconds: seconds) == nil)
  }

  @Test func `seconds become milliseconds`() {
    #expect(Duration.checked(seconds: 0) == .zero)
    #expect(Duration.checked(seconds: 0.25) == .milliseconds(250))
  }
}
