import Foundation
import LabelingCore
import PluginHost
import Testing

struct FaultLedgerTests {
  private typealias Position = FaultLedger.Position

  private func ledger(crashLimit: Int = 3, timeoutLimit: Int = 2) throws -> FaultLedger {
    let json = """
      {"name":"f","kind":"code","isMatched":false,"tellsParts":false,"file":"f.swift","line":7,
       "exampleCount":0,"readsText":false,"fingerprint":""}
      """
    let function = try JSONDecoder().decode(PluginManifest.Function.self, from: Data(json.utf8))
    return FaultLedger(
      functions: [function, function],
      limits: WorkerOptions(crashLimit: crashLimit, timeoutLimit: timeoutLimit)
    )
  }

  @Test func `the last cell is the stop that reaches the limit, whatever the order`() throws {
    let stops = [(0, 5), (0, 9), (1, 0), (1, 1), (2, 3)].map { Position(sequence: $0, row: $1) }
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      var ledger = try ledger()
      for stop in stops.shuffled(using: &generator) { ledger.noteStop(of: 0, at: stop, .crash) }
      #expect(ledger.lastCell(of: 0) == Position(sequence: 1, row: 0))
      #expect(ledger.mayRun(0, at: Position(sequence: 1, row: 0)))
      #expect(!ledger.mayRun(0, at: Position(sequence: 1, row: 1)))
      #expect(ledger.lastCell(of: 1) == nil)
      #expect(ledger.mayRun(1, at: Position(sequence: 9, row: 9)))
    }
  }

  @Test func `a later stop that comes in first moves the limit forward only`() throws {
    var ledger = try ledger()
    for row in [7, 8, 9] { ledger.noteStop(of: 0, at: Position(sequence: 4, row: row), .crash) }
    #expect(ledger.lastCell(of: 0) == Position(sequence: 4, row: 9))
    ledger.noteStop(of: 0, at: Position(sequence: 0, row: 0), .crash)
    #expect(ledger.lastCell(of: 0) == Position(sequence: 4, row: 8))
  }

  @Test func `crashes and time-outs have limits of their own, and the earlier counts`() throws {
    var ledger = try ledger()
    for row in 0..<2 { ledger.noteStop(of: 0, at: Position(sequence: 0, row: row), .crash) }
    ledger.noteStop(of: 0, at: Position(sequence: 0, row: 5), .timeout)
    #expect(ledger.lastCell(of: 0) == nil)
    ledger.noteStop(of: 0, at: Position(sequence: 1, row: 5), .timeout)
    #expect(ledger.lastCell(of: 0) == Position(sequence: 1, row: 5))
    ledger.noteStop(of: 0, at: Position(sequence: 1, row: 2), .crash)
    #expect(ledger.lastCell(of: 0) == Position(sequence: 1, row: 2))
  }

  @Test func `faults are counted by cause and keep the first ten documents`() throws {
    var ledger = try ledger()
    for row in 0..<12 {
      let cause: LabelingFunctionFault.Cause = row < 2 ? .thrown : .crash
      let cell = CellFault(function: 1, row: row, cause: cause, message: "message \(row)")
      ledger.add(cell, document: "d\(row)")
    }
    let faults = ledger.all
    #expect(faults.count == 1)
    #expect(faults[0].counts == ["thrown": 2, "crash": 10])
    #expect(faults[0].count == 12)
    #expect(faults[0].firstMessage == "message 0")
    #expect(faults[0].documents == (0..<10).map { "d\($0)" })
    #expect(faults[0].location.description == "f.swift:7")
  }
}
