import CSVText
import Testing

struct SpreadsheetFormulaTests {
  private func written(_ field: String, isSafe: Bool = true) -> String {
    var encoder = CSVEncoder(escapesFormulas: isSafe)
    var bytes: [UInt8] = []
    encoder.append(field, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    "=1+2", "=HYPERLINK(\"x\")", "+49 170 1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1",
    "＋1", "－1", "＠a", "-", "+", "-1a", "-1e", "+1.2.3", "--1", "-=1", "-.", "+1,5",
  ])
  func `what a spreadsheet would compute gets an apostrophe`(field: String) {
    let bare = written(field).drop { $0 == "\"" }
    #expect(bare.unicodeScalars.first == "'")
    #expect(!written(field, isSafe: false).contains("'"))
  }

  @Test(arguments: [
    "", "text", "-1", "+1", "-1.5", "+.5", "-3.", "-1e9", "-1.25E-7", "+2e+3", "12", "a=b", "'=1",
    "１", " =1", "é", "\u{FF01}",
  ])
  func `numbers and other text stay as they are`(field: String) {
    #expect(written(field) == written(field, isSafe: false))
  }
}
