import ActiveLearning
import LabelingCore
import Testing

/// The bound on what was missed of a rare class.
struct RareClassFoundTests {
  private let labelSpace = LabelSpace(["no", "yes"])
  private let yes = Vote(classIndex: 1)
  private let no = Vote(classIndex: 0)

  private func evidence(
    documents: Int,
    chosen: [Vote],
    random: [Vote]
  ) -> StoppingEvidence {
    let labeled = chosen.map { ($0, false) } + random.map { ($0, true) }
    return StoppingEvidence(
      labelSpace: labelSpace,
      documentCount: documents,
      labeled: labeled.enumerated().map {
        .init(row: $0.offset, says: .oneClass($0.element.0.classIndex), isRandomDraw: $0.element.1)
      }
    )
  }

  @Test func `without random draws nothing can be said`() throws {
    let criterion = try RareClassFound(className: "yes")
    let chosen = [Vote](repeating: yes, count: 60)
    let verdict = criterion.verdict(on: evidence(documents: 1000, chosen: chosen, random: []))
    #expect(!verdict.shouldStop)
    #expect(verdict.value == nil)
  }

  @Test func `the probability is the hypergeometric one`() throws {
    // 19 found and none in 25 of 100 open documents, recall 0.95: at least
    // floor(19/0.95 − 19) + 1 = 2 would be open, P = C(98,25)/C(100,25) = 75·74/(100·99).
    let criterion = try RareClassFound(className: "yes", recall: 0.95, risk: 0.05)
    let verdict = criterion.verdict(
      on: evidence(
        documents: 119,
        chosen: [Vote](repeating: yes, count: 19),
        random: [Vote](repeating: no, count: 25)
      )
    )
    #expect(!verdict.shouldStop)
    let value = try #require(verdict.value)
    #expect(abs(value - 75.0 * 74 / (100 * 99)) < 1e-9)
  }

  @Test func `a long random sample without finds stops the session`() throws {
    let criterion = try RareClassFound(className: "yes", recall: 0.8, risk: 0.05)
    let verdict = criterion.verdict(
      on: evidence(
        documents: 1000,
        chosen: [Vote](repeating: yes, count: 80),
        random: [Vote](repeating: no, count: 400)
      )
    )
    #expect(verdict.shouldStop)
  }

  @Test func `draws before a chosen document do not count as a random sample`() throws {
    let criterion = try RareClassFound(className: "yes", recall: 0.8, risk: 0.05)
    var evidence = evidence(
      documents: 1000,
      chosen: [Vote](repeating: yes, count: 80),
      random: [Vote](repeating: no, count: 400)
    )
    evidence.labeled.append(.init(row: 999, says: .oneClass(no.classIndex), isRandomDraw: false))
    #expect(!criterion.verdict(on: evidence).shouldStop)
  }

  @Test func `it stops too early no more often than its risk, however often it is asked`() throws {
    // 400 documents, 30 of the class; 20 were found by choice, then documents are drawn at
    // random and the criterion is asked after every answer until it stops.
    let (recall, risk) = (0.9, 0.1)
    let criterion = try RareClassFound(className: "yes", recall: recall, risk: risk)
    var generator = SeededGenerator(seed: 17)
    var failures = 0
    let trials = 400
    for _ in 0..<trials {
      let open = ([Vote](repeating: yes, count: 10) + [Vote](repeating: no, count: 370))
        .shuffled(using: &generator)
      var found = 20
      for count in Array(stride(from: 25, to: open.count, by: 25)) + [open.count] {
        let sample = Array(open[..<count])
        let verdict = criterion.verdict(
          on: evidence(
            documents: 400,
            chosen: [Vote](repeating: yes, count: 20),
            random: sample
          )
        )
        guard verdict.shouldStop else { continue }
        found += sample.count { $0 == yes }
        break
      }
      if Double(found) / 30 < recall { failures += 1 }
    }
    #expect(Double(failures) / Double(trials) <= risk)
  }

  @Test func `a class that does not exist is said to be none`() throws {
    let criterion = try RareClassFound(className: "maybe")
    let verdict = criterion.verdict(on: evidence(documents: 10, chosen: [yes], random: []))
    #expect(!verdict.shouldStop)
    #expect(verdict.explanation.contains("no class 'maybe'"))
  }
}
