import Foundation
import TestSupport
import Testing

/// Functions that trap, throw, print or never return cost their own cells only.
@Suite(.serialized)
struct FaultTests {
  private static func numbers(_ count: Int) -> String {
    (0..<count).reduce(into: "id,number,text\n") { text, number in
      text += "d\(number),\(number),it is \(number % 2 == 0 ? "even" : "odd")\n"
    }
  }

  /// What the task `Faulty` votes for a document, function by function.
  private static func votes(for number: Int) -> [String] {
    let parity = number % 2 == 0 ? "even" : "odd"
    return [
      parity,
      number % 1000 == 500 ? "" : parity,
      number == 77_777 ? "" : number % 3 == 0 ? "odd" : "even",
      number % 100 == 7 || number % 5 != 0 ? "" : "odd",
      number % 2 == 0 ? "even" : "",
      number % 2 == 0 ? "even" : "",
    ]
  }

  @Test func `a hundred thousand documents are labeled around the faulty cells`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(Self.numbers(100_000), to: "n.csv")
    var first: [UInt8]?
    for workers in 1...3 {
      let result = try workspace.succeed(
        [
          "label", "Faulty", "n.csv", "-o", "l.csv", "--provenance", "--time-limit", "2",
          "--workers", "\(workers)", "--no-cache",
        ],
        in: folder
      )
      let labels = try folder.bytes(of: "l.csv")
      #expect(first == nil || first == labels, "\(workers) workers")
      first = labels
      #expect(result.errors.contains("warning: 3 functions had faults; their faulty cells abstain"))
      let table = result.errorLines.map { $0.split(separator: " ").joined(separator: " ") }
      #expect(table.contains { $0.hasPrefix("traps_on_thousandths 100 100 crashed d500 ") })
      #expect(
        table.contains {
          $0.hasPrefix("never_returns_on_one 1 1 timed out d77777 no answer within 2.0 seconds ")
        }
      )
      #expect(
        table.contains { $0.hasPrefix("throws_on_hundredths 1000 1000 threw d7 Unwilling() ") }
      )
      #expect(table.contains { $0.hasSuffix(" LabelingFunctions/Faulty/Faulty.swift:14") })
      // What functions print goes to standard error.
      #expect(result.errorLines.filter { $0.hasPrefix("seen ") }.count == 10)
      #expect(!result.output.contains("seen "))
    }
    let table = PlainCSV(String(decoding: first ?? [], as: UTF8.self))
    #expect(table.rows.count == 100_000)
    let columns = table.header.indices.filter { table.header[$0].hasPrefix("vote_") }
    #expect(columns.count == 6)
    let label = try #require(table.header.firstIndex(of: "label"))
    var wrong: [Int] = []
    for (number, row) in table.rows.enumerated()
    where columns.map({ row[$0] }) != Self.votes(for: number) || row[label].isEmpty {
      wrong.append(number)
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(10))")
  }

  @Test func `faults end with 0, and with 2 where they are forbidden`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(Self.numbers(600), to: "n.csv")
    for (options, exitCode) in [([], Int32(0)), (["--strict"], 2)] {
      let result = try workspace.run(
        ["label", "Faulty", "n.csv", "-o", "l.csv"] + options,
        in: folder
      )
      #expect(result.exitCode == exitCode)
      #expect(PlainCSV(try folder.text(of: "l.csv")).rows.count == 600)
    }
  }

  @Test func `faults are in the JSON summary`() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.numbers(600), to: "n.csv")
    let arguments = ["label", "Faulty", "n.csv", "-o", "l.csv", "--json"]
    let output = try Workspace.shared().succeed(arguments, in: folder).outputBytes
    let json = try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any]
    let faults = try #require(json?["faults"] as? [[String: Any]])
    #expect(
      faults.map { $0["function"] as? String } == [
        "traps_on_thousandths", "throws_on_hundredths",
      ]
    )
    #expect(faults[0]["counts"] as? [String: Int] == ["crash": 1])
    #expect(faults[1]["counts"] as? [String: Int] == ["thrown": 6])
    #expect(faults[1]["documents"] as? [String] == ["d7", "d107", "d207", "d307", "d407", "d507"])
  }

  @Test func `a function that always traps is given up after a thousand documents`() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.numbers(1500), to: "n.csv")
    let result = try Workspace.shared().succeed(
      ["label", "Traps", "n.csv", "-o", "l.csv", "--provenance"],
      in: folder
    )
    let table = result.errorLines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(table.contains { $0.hasPrefix("always_traps 1500 1000 crashed, 500 not run d0 ") })
    let labels = PlainCSV(try folder.text(of: "l.csv"))
    #expect(labels["vote_parity"] == (0..<1500).map { $0 % 2 == 0 ? "even" : "odd" })
    #expect(labels["vote_always_traps"] == [String](repeating: "", count: 1500))
  }
}
