import Foundation
import LabelStore
import LabelingCore
import Platform
import Sessions
import Testing
import WebDriver

/// A team at its browsers, for a whole session.
@Suite(
  .serialized,
  .enabled(if: BrowserDriver.isInstalled, "'make setup-tests' installs a browser")
)
struct ServerTeamBrowserTests {
  private static let count = 40

  /// What an annotator thinks of a document: every fifth they see differently.
  private func opinion(_ name: String, _ id: String) -> Int {
    let number = Int(id.dropFirst()) ?? 0
    return name == "ben" && number % 5 == 0 ? (number + 1) % 3 : number % 3
  }

  private func answerNext(_ person: AnnotatorAtBrowser) throws -> String? {
    guard let id = try person.shownID() else { return nil }
    return try person.answer("\(opinion(person.name, id) + 1)")
  }

  @Test
  func `four people end a blind session with every answer counted once`() throws {
    let driver = try BrowserDriver()
    let session = try SessionUnderTest(count: Self.count, overlap: 2, isBlind: true)
    // A port that the system gives to nobody else while the server is away.
    let port = try HTTPExchange.freePort()
    var server = try session.serve(
      port: port,
      options: ["--adjudicator", "eve", "--manager", "max"]
    )
    let first = server
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let ben = try AnnotatorAtBrowser("ben", at: server, driver)
    let elsewhere = try AnnotatorAtBrowser("ada", at: server, driver)
    var last: String?
    for turn in 0..<Self.count {
      if turn == 10 { try goOffline(ben) }
      if turn == 15 { try takeBack(try #require(last), at: elsewhere, after: ada) }
      if turn == 20 {
        server.stop(by: .kill)
        server = try session.serve([], port: port)
      }
      last = try answerNext(ada) ?? last
      if turn == 12 { try checkBlindness(of: ben, by: first.tokens, on: server) }
      _ = try answerNext(ben)
    }
    for person in [ada, ben] {
      while try answerNext(person) != nil {}
      try person.settle()
    }
    try settleAll(AnnotatorAtBrowser("eve", at: server, tokens: first.tokens, driver), server)
    let max = try AnnotatorAtBrowser("max", at: server, tokens: first.tokens, driver)
    try max.browser.go(to: server.address + "/progress")
    try max.browser.wait(
      for: "return document.querySelector('#people').textContent.includes('ben')"
    )
    #expect(try max.browser.text(of: "#tiles")?.contains("8 of 8disagreements settled") == true)

    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    let status = try engine.status()
    #expect(status.answerCount == 2 * Self.count && status.completeCount == Self.count)
    #expect(status.disagreementCount == 8 && status.adjudicatedCount == 8)
    for document in 0..<Self.count {
      let card = try engine.document(document)
      let given = card.answers.map { "\($0.annotator.name) \($0.says.classIndex ?? -1)" }
      #expect(
        Set(given) == ["ada \(opinion("ada", card.id))", "ben \(opinion("ben", card.id))"],
        "\(card.id)"
      )
      #expect(given.count == 2)
    }
  }

  /// Answers twice without a connection; both answers arrive when it is back.
  private func goOffline(_ person: AnnotatorAtBrowser) throws {
    try person.settle()
    try person.browser.run(
      """
      window.online = window.fetch;
      window.fetch = () => Promise.reject(new TypeError('offline'))
      """
    )
    for _ in 0..<2 {
      let id = try #require(try person.shownID())
      try person.browser.press("\(opinion(person.name, id) + 1)")
    }
    try person.browser.wait(for: "return !document.querySelector('#notice').hidden")
    try person.browser.run("window.fetch = window.online; dispatchEvent(new Event('online'))")
    try person.settle()
  }

  /// Takes an answer back on another device, and gives it again there.
  private func takeBack(
    _ id: String,
    at elsewhere: AnnotatorAtBrowser,
    after person: AnnotatorAtBrowser
  ) throws {
    try person.settle()
    try elsewhere.browser.press("u")
    try elsewhere.browser.wait(
      for: "return document.querySelector('#sheet-id').textContent === arguments[0]",
      [id]
    )
    _ = try answerNext(elsewhere)
    try elsewhere.settle()
  }

  /// An annotator learns of a document that only others have answered nothing of their answers.
  private func checkBlindness(
    of person: AnnotatorAtBrowser,
    by tokens: [String: String],
    on server: ServerUnderTest
  ) throws {
    try person.settle()
    let headers = ["Authorization": "Bearer \(tokens[person.name] ?? "")"]
    let shown = try #require(try person.shownID())
    let paths = [
      "/api/documents/\(shown.dropFirst())", "/api/search?q=r", "/api/progress",
      "/documents/export?format=jsonl", "/api/history",
    ]
    for path in paths {
      let reply = try server.send("GET", path, headers: headers)
      #expect(reply.status == 200, "\(path)")
      #expect(!String(decoding: reply.body, as: UTF8.self).contains("ada"), "\(path)")
    }
    #expect(try server.send("GET", "/api/disagreements", headers: headers).status == 403)
    #expect(try !person.browser.shows("#page-adjudicate"))
  }

  /// Settles every disagreement on the page for that.
  private func settleAll(_ person: AnnotatorAtBrowser, _ server: ServerUnderTest) throws {
    #expect(try person.browser.shows("#page-adjudicate"))
    try person.browser.go(to: server.address + "/adjudicate")
    for count in 1...8 {
      try person.browser.wait(
        for: "return document.querySelector('#sheet-state')?.textContent === arguments[0]",
        ["\(9 - count) open, \(count - 1) settled"]
      )
      try person.browser.press("3")
    }
    try person.browser.wait(for: "return document.querySelector('#done')?.checkVisibility()")
    try person.settle()
  }
}
