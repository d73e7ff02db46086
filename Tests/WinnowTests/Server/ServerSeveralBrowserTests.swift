import Foundation
import LabelStore
import LabelingCore
import Platform
import Sessions
import Testing
import WebDriver

/// Several classes a document, in real browsers.
@Suite(
  .serialized,
  .enabled(if: BrowserDriver.isInstalled, "'make setup-tests' installs a browser")
)
struct ServerSeveralBrowserTests {
  private static let classes = ["billing", "login", "refund", "delivery"]
  private static let enter = "\u{E007}"

  private func chosen(_ browser: Browser) throws -> [String] {
    let script = """
      return [...document.querySelectorAll('.class-button[aria-pressed="true"] span')]
        .map((span) => span.textContent)
      """
    return try browser.run(script) as? [String] ?? []
  }

  /// Chooses classes by their keys and gives them; `x` says none of these.
  private func answer(_ person: AnnotatorAtBrowser, _ keys: String) throws -> String {
    let id = try #require(try person.shownID())
    for key in keys.dropLast() { try person.browser.press("\(key)") }
    let last = try #require(keys.last)
    let isNone = last == "x"
    if !isNone { try person.browser.press("\(last)") }
    _ = try person.answer(isNone ? "x" : Self.enter)
    return id
  }

  @Test func `documents get the classes that were chosen, also after undo and reload`() throws {
    let driver = try BrowserDriver()
    let session = try SessionUnderTest(count: 6, classes: Self.classes, labels: .several)
    let server = try session.serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    var given: [String: [Int]] = [:]
    for (keys, labels) in [("12", [0, 1]), ("x", []), ("413", [0, 2, 3]), ("2", [1])] {
      given[try answer(ada, keys)] = labels
    }
    // The last set comes back as it was, loses a class and gains another.
    try ada.settle()
    try ada.browser.reload()
    let next = try #require(try ada.shownID())
    try ada.browser.press("u")
    try ada.browser.wait(
      for: "return document.querySelector('#sheet-id').textContent !== arguments[0]",
      [next]
    )
    #expect(try chosen(ada.browser) == ["login"])
    given[try answer(ada, "243")] = [2, 3]
    // By pointer: classes, and the button that gives them.
    let fifth = try #require(try ada.shownID())
    for place in [4, 1] { try ada.browser.click(".class-button:nth-child(\(place))") }
    #expect(try chosen(ada.browser) == ["billing", "delivery"])
    try ada.browser.click("#give")
    try ada.browser.wait(
      for: "return document.querySelector('#sheet-id').textContent !== arguments[0]",
      [fifth]
    )
    given[fifth] = [0, 3]
    // Enter after a click belongs to the set, not to the button that was clicked.
    let sixth = try #require(try ada.shownID())
    try ada.browser.click("#flag")
    try ada.browser.press("3")
    try ada.browser.press(Self.enter)
    try ada.browser.wait(for: "return document.querySelector('#done')?.checkVisibility()")
    given[sixth] = [2]
    try ada.settle()
    try ada.browser.go(to: server.address + "/history")
    try ada.browser.wait(for: "return document.querySelectorAll('.result').length === 6")
    #expect(try ada.browser.text(of: "#results")?.contains("none of these") == true)
    server.stop(by: .kill)
    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    var stored: [String: [Int]] = [:]
    for document in 0..<6 {
      let card = try engine.document(document)
      stored[card.id] = card.answers.first?.says.labels
    }
    #expect(stored == given)
    #expect(try engine.status().flagCount == 1)
  }

  @Test func `sets that differ are settled on the page`() throws {
    let driver = try BrowserDriver()
    let session = try SessionUnderTest(
      count: 2,
      overlap: 2,
      classes: Self.classes,
      labels: .several
    )
    let server = try session.serve(["ada"], options: ["--adjudicator", "ben"])
    for (name, labels) in [("ada", #"["billing","login"]"#), ("ben", #"["billing","refund"]"#)] {
      let body = """
        {"request":"\(name)-answers","kind":"answer","document":1,"labels":\(labels)}
        """
      #expect(try server.send("POST", "/api/events", as: name, body: body).status == 200)
    }
    let ben = try AnnotatorAtBrowser("ben", at: server, driver)
    let browser = ben.browser
    try browser.go(to: server.address + "/adjudicate")
    try browser.wait(for: "return document.querySelectorAll('#sets tbody tr').length === 3")
    let differing = "return document.querySelectorAll('#sets tr.differs').length"
    #expect(try browser.run(differing) as? Int == 2)
    #expect(try chosen(browser) == ["billing"])
    try browser.press("3")
    try browser.press(Self.enter)
    try browser.wait(for: "return document.querySelector('#done')?.checkVisibility()")
    try ben.settle()
    let found = try server.json("GET", "/api/documents/1?for=settling", as: "ben")
    #expect(found["adjudication_labels"] as? [String] == ["billing", "refund"])
  }

  @Test func `documents are answered at once with a set, and found by one of its classes`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 5, classes: Self.classes, labels: .several).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let browser = ada.browser
    try browser.go(to: server.address + "/documents?state=unlabeled")
    try browser.wait(for: "return document.querySelectorAll('.result').length === 5")
    try browser.click("#choose-all")
    for place in [1, 3] { try browser.click("#bulk-labels label:nth-of-type(\(place))") }
    try browser.click("#bulk-answer")
    try browser.wait(
      for: "return document.querySelector('#say').textContent === arguments[0]",
      ["5 answered as “billing, refund”"]
    )
    for (index, count) in [(0, 5), (1, 0), (2, 5)] {
      let found = try server.json("GET", "/api/search?class=\(index)", as: "ada")
      #expect(found["count"] as? Int == count)
    }
    try browser.click("#bulk-undo")
    try browser.wait(
      for: "return document.querySelector('#say').textContent === '5 taken back'"
    )
  }

  @Test(arguments: [(390, 844), (1440, 900)])
  func `pages with sets fit every screen, and what is chosen is seen without color`(
    _ width: Int,
    _ height: Int
  ) throws {
    let driver = try BrowserDriver()
    let session = try SessionUnderTest(
      count: 14,
      overlap: 2,
      classes: Self.classes + ["account", "security", "a class of several words"],
      labels: .several
    )
    let server = try session.serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let browser = ada.browser
    try browser.resize(width: width, height: height, isMobile: width < 500)
    for (name, labels) in [("ada", #"["billing","login"]"#), ("ben", #"["billing"]"#)] {
      for (kind, more) in [("answer", #""labels":\#(labels)"#), ("flag", #""text":"""#)] {
        let body = #"{"request":"\#(name)-\#(kind)","kind":"\#(kind)","document":0,\#(more)}"#
        #expect(try server.send("POST", "/api/events", as: name, body: body).status == 200)
      }
    }
    for path in ["/", "/?document=0", "/adjudicate", "/history", "/documents", "/progress"] {
      try browser.go(to: server.address + path)
      try browser.wait(for: "return document.body.innerText.length > 60")
      if path == "/" { for key in ["1", "3"] { try browser.press(key) } }
      #expect(try PageChecks.overflow(in: browser) == 0, "\(path)")
      for theme in ["light", "dark"] {
        try browser.run("document.documentElement.dataset.theme = arguments[0]", [theme])
        try browser.wait(for: "return document.getAnimations().length === 0")
        #expect(try PageChecks.faintTexts(in: browser) == [], "\(theme) \(path)")
      }
      let name = path.filter { $0.isLetter }
      try ada.keepPicture("several-\(name.isEmpty ? "label" : name)-\(width)")
    }
    try browser.go(to: server.address + "/")
    _ = try ada.shownID()
    try browser.press("1")
    let ticks = """
      return [...document.querySelectorAll('.class-button')].slice(0, 2)
        .map((button) => getComputedStyle(button, '::before').content.includes('✓'))
      """
    #expect(try browser.run(ticks) as? [Bool] == [true, false])
  }
}
