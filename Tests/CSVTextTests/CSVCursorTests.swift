import CSVText
import Testing

struct CSVCursorTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n\n\r\n1,\n", [["a", "b"], ["1", ""]]),
    ("\"a,\"\"b\"\"\",\"x\ny\"\n", [["a,\"b\"", "x\ny"]]),
    ("\"\",\"\"\"\"\n", [["", "\""]]),
    ("5'11\",it\"s\n", [["5'11\"", "it\"s"]]),
    (",,\n", [["", "", ""]]),
    ("", []),
    ("\n\n", []),
    ("no end of line", [["no end of line"]]),
    (
      "a much longer first field,\"and a, quoted one\",short,x\n",
      [["a much longer first field", "and a, quoted one", "short", "x"]]
    ),
  ])
  func `a text is cut into records and fields`(text: String, expected: [[String]]) throws {
    #expect(try rows(of: text) == expected)
  }

  @Test func `trimming drops blanks around unquoted fields only`() throws {
    let dialect = CSVDialect(trimsFields: true)
    #expect(
      try rows(of: " a , \" b \" ,c\t\n  ,x y , \n", dialect)
        == [["a", " b ", "c"], ["", "x y", ""]]
    )
    let tabs = CSVDialect(separator: 0x09, trimsFields: true)
    #expect(try rows(of: " a\t\t b \n", tabs) == [["a", "", "b"]])
  }

  @Test func `a dialect without quotes takes them as data`() throws {
    #expect(try rows(of: "\"a,b\"\n", CSVDialect(quote: nil)) == [["\"a", "b\""]])
  }

  @Test func `every bad record is reported and no good one behind it is lost`() {
    let text = "a,b\n1,\"x\"y\n2,\"open\n3,z\n4,\"tail\n5,w\n"
    #expect(
      outcomes(of: text) == [
        "1: a|b",
        "2: textAfterQuote +0:6 quote +0:3",
        "3: textAfterQuote +2:4 quote +0:3",
        "4: 3|z",
        "5: unterminatedQuote +0:3 quote +0:3",
        "6: 5|w",
      ]
    )
  }

  @Test func `lines are counted through quoted line ends and empty lines`() throws {
    var lines: [Int] = []
    [UInt8]("a\n\n\"x\ny\r\nz\rw\"\nb\r\nc".utf8).withUnsafeBufferPointer { bytes in
      var cursor = CSVCursor(bytes)
      while (try? cursor.next()) == true { lines.append(cursor.line) }
    }
    #expect(lines == [1, 3, 7, 8])
  }

  private func rows(of text: String, _ dialect: CSVDialect = .csv) throws -> [[String]] {
    try [UInt8](text.utf8).withUnsafeBufferPointer { bytes -> [[String]] in
      var cursor = CSVCursor(bytes, dialect: dialect)
      var rows: [[String]] = []
      while try cursor.next() { rows.append((0..<cursor.count).map { cursor.string($0) }) }
      return rows
    }
  }

  private func outcomes(of text: String) -> [String] {
    [UInt8](text.utf8).withUnsafeBufferPointer { bytes -> [String] in
      var cursor = CSVCursor(bytes)
      var outcomes: [String] = []
      while true {
        do throws(CSVSyntaxError) {
          guard try cursor.next() else { return outcomes }
          let fields = (0..<cursor.count).map { cursor.string($0) }
          outcomes.append("\(cursor.line): \(fields.joined(separator: "|"))")
        } catch {
          outcomes.append(
            "\(cursor.line): \(error.rule) +\(error.lineOffset):\(error.column) "
              + "quote +\(error.quoteLineOffset):\(error.quoteColumn)"
          )
        }
      }
    }
  }
}
