import Foundation
import Platform
import Testing
import WebDriver

/// The panels of the pages, and what is done on them, in real browsers.
@Suite(
  .serialized,
  .enabled(if: BrowserDriver.isInstalled, "'make setup-tests' installs a browser")
)
struct ServerPanelBrowserTests {
  private static let classes =
    [
      "Cause-Effect", "Component-Whole", "Entity-Destination", "Organization", "Instrument-Agency",
      "a class of several words", "Product-Producer",
    ] + (8...30).map { "class number \($0)" }

  @Test(arguments: [(390, 844), (360, 640), (844, 390), (1440, 900)])
  func `thirty classes leave the document in sight, and all can be chosen`(
    _ width: Int,
    _ height: Int
  ) throws {
    let driver = try BrowserDriver()
    let session = try SessionUnderTest(count: 14, classes: Self.classes, guidelines: "# How")
    let server = try session.serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let browser = ada.browser
    try browser.resize(width: width, height: height, isMobile: width < 900)
    try browser.reload()
    let first = try #require(try ada.shownID())
    let seen = """
      const text = document.querySelector('#text').getBoundingClientRect();
      return document.querySelector('#dock').getBoundingClientRect().top - Math.max(0, text.top)
      """
    let visible = try #require(try browser.run(seen) as? Double)
    #expect(visible > 24, "the text is covered but for \(visible) pixels")
    let covered = """
      scrollTo(0, document.body.scrollHeight);
      return document.querySelector('#sheet').getBoundingClientRect().bottom
        - document.querySelector('#dock').getBoundingClientRect().top
      """
    #expect(try #require(try browser.run(covered) as? Double) < 1)
    let broken = """
      const broken = [];
      for (const span of document.querySelectorAll('.class-button span')) {
        const text = span.firstChild;
        for (const word of text.data.matchAll(/[^\\s-]+/g)) {
          const range = document.createRange();
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          if (range.getClientRects().length > 1) broken.push(word[0]);
        }
      }
      return broken
      """
    #expect(try browser.run(broken) as? [String] == [])
    #expect(try PageChecks.overflow(in: browser) == 0)
    try ada.keepPicture("-30-classes-\(width)x\(height)")
    // The last class is found by its name, one before it by its key.
    try browser.type("number 30\u{E007}", into: "#class-search")
    try browser.wait(
      for: "return document.querySelector('#sheet-id').textContent !== arguments[0]",
      [first]
    )
    let second = try #require(try ada.shownID())
    try browser.press("D", at: "KeyD", isShifted: true)
    try browser.wait(
      for: "return document.querySelector('#sheet-id').textContent !== arguments[0]",
      [second]
    )
    try ada.settle()
    try browser.go(to: server.address + "/history")
    try browser.wait(for: "return document.querySelectorAll('.result').length === 2")
    let answers = try #require(try browser.text(of: "#results"))
    #expect(answers.contains("class number 30") && answers.contains("class number 29"))
  }

  @Test(arguments: [(390, 844), (820, 1180), (1440, 900)])
  func `a long document and an empty one have room above twelve classes`(
    _ width: Int,
    _ height: Int
  ) throws {
    let driver = try BrowserDriver()
    let sentence = "The parcel came late, and nobody at the counter could say why. "
    let long = (1...12).map { "\($0). " + String(repeating: sentence, count: $0) }
    let server = try SessionUnderTest(
      count: 2,
      classes: Array(Self.classes.prefix(12)),
      texts: [long.joined(separator: "\n\n"), ""],
      guidelines: "# How to choose\n\nBy what the text says *itself*.\n\n- one\n- two"
    ).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let browser = ada.browser
    try browser.resize(width: width, height: height, isMobile: width < 500)
    for (document, name) in [(0, "long"), (1, "empty")] {
      try browser.go(to: "\(server.address)/?document=\(document)")
      try browser.wait(
        for: "return document.querySelector('#sheet-id').textContent === arguments[0]",
        ["r\(document)"]
      )
      #expect(try PageChecks.overflow(in: browser) == 0)
      try ada.keepPicture("-12-classes-\(name)-\(width)")
      // What is at the end of the document is read above the keys, and no class is out of reach.
      let end = """
        scrollTo(0, document.body.scrollHeight);
        const text = document.querySelector('#text');
        text.scrollTop = text.scrollHeight;
        const dock = document.querySelector('#dock').getBoundingClientRect();
        const sheet = document.querySelector('#sheet').getBoundingClientRect();
        return [sheet.bottom - dock.top, dock.bottom - innerHeight, dock.height / innerHeight]
        """
      let measures = try #require(try browser.run(end) as? [Double])
      #expect(measures[0] < 1 && measures[1] < 1 && measures[2] < 0.5, "\(measures)")
      try ada.keepPicture("-12-classes-\(name)-end-\(width)")
    }
  }

  @Test func `keys go by their place on every layout`() throws {
    let driver = try BrowserDriver()
    let ada = try AnnotatorAtBrowser("ada", at: try SessionUnderTest(count: 14).serve(), driver)
    for (key, code) in [
      ("é", "Digit2"), ("ě", "Digit2"), ("ы", "KeyS"), ("σ", "KeyS"), ("۱", "Digit1"),
    ] {
      let id = try #require(try ada.shownID())
      try ada.browser.press(key, at: code)
      try ada.browser.wait(
        for: "return document.querySelector('#sheet-id').textContent !== arguments[0]",
        [id]
      )
    }
    let id = try ada.shownID()
    try ada.browser.press("!", at: "Digit1", isShifted: true)
    try ada.browser.press("s", at: "Semicolon")
    #expect(try ada.shownID() == id)
  }

  @Test func `an answer is opened from the history and changed`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 6).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let first = try #require(try ada.answer("1"))
    _ = try ada.answer("2")
    try ada.settle()
    try ada.browser.press("h")
    try ada.browser.wait(for: "return document.querySelectorAll('.result').length === 2")
    try ada.browser.click("li:nth-child(2) .result")
    try ada.browser.wait(
      for: "return document.querySelector('#sheet-id')?.textContent === arguments[0]",
      [first]
    )
    #expect(try ada.browser.text(of: "#sheet-state") == "your answer: negative")
    _ = try ada.answer("3")
    try ada.settle()
    try ada.browser.go(to: server.address + "/history")
    try ada.browser.wait(for: "return document.querySelectorAll('.result').length === 2")
    let latest = try #require(try ada.browser.text(of: "li:first-child .line"))
    #expect(latest.contains(first) && latest.contains("neither"))
  }

  @Test func `documents are filtered, answered at once, and taken back`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 8).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    _ = try ada.answer("1")
    try ada.settle()
    let browser = ada.browser
    try browser.go(to: server.address + "/documents?state=unlabeled")
    try browser.wait(for: "return document.querySelectorAll('.result').length === 7")
    try browser.click("#choose-all")
    try browser.run("document.querySelector('#bulk-class').value = '1'")
    try browser.click("#bulk-answer")
    let said = "return document.querySelector('#say').textContent === arguments[0]"
    try browser.wait(for: said, ["7 answered as “positive”"])
    let labeled = try server.json("GET", "/api/search?class=1", as: "ada")
    #expect(labeled["count"] as? Int == 7)
    try browser.click("#bulk-undo")
    try browser.wait(for: said, ["7 taken back"])
    let left = try server.json("GET", "/api/search?state=labeled", as: "ada")
    #expect(left["count"] as? Int == 1)
  }

  @Test func `a server that is away leaves no document that is answered already`() throws {
    let driver = try BrowserDriver()
    let session = try SessionUnderTest(count: 9)
    let port = try HTTPExchange.freePort()
    let server = try session.serve(port: port)
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let browser = ada.browser
    _ = try ada.shownID()
    server.stop(by: .kill)
    for _ in 0..<3 { try browser.press("1") }
    try browser.wait(for: "return document.querySelector('#waiting')?.checkVisibility()")
    #expect(try browser.shows("#text") == false)
    #expect(
      try browser.run("return document.querySelector('.class-button').disabled") as? Bool == true
    )
    try browser.press("2")
    try browser.wait(
      for: "return document.querySelector('#say').textContent.startsWith('Nothing was done')"
    )
    let notice = try #require(try browser.text(of: "#notice"))
    #expect(notice == "No connection to the server. 3 answers are kept on this device.")
    let again = try session.serve([], port: port)
    try ada.settle()
    #expect(try ada.shownID() != nil)
    #expect(try browser.shows("#notice") == false)
    again.stop(by: .kill)
  }
}
