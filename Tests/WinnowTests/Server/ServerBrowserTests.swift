import Foundation
import LabelStore
import Platform
import Sessions
import Testing
import WebDriver

/// Real browsers on real servers.
@Suite(
  .serialized,
  .enabled(if: BrowserDriver.isInstalled, "'make setup-tests' installs a browser")
)
struct ServerBrowserTests {
  /// The answers as they stand, by annotator and document id.
  private func answers(_ server: ServerUnderTest, of name: String) throws -> [String: Int] {
    let value = try server.json("GET", "/api/search?q=r", as: name)
    let cards = try #require(value["results"] as? [[String: Any]])
    var found: [String: Int] = [:]
    for card in cards {
      let given = (card["answers"] as? [[String: Any]])?.first {
        $0["annotator"] as? String == name
      }
      if let id = card["id"] as? String, let answer = given?["class_index"] as? Int {
        found[id] = answer
      }
    }
    return found
  }

  @Test
  func `two annotators label twenty documents at once by keyboard`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 20).serve()
    let people = try ["ada", "ben"].map { try AnnotatorAtBrowser($0, at: server, driver) }
    var given: [String: [String: Int]] = ["ada": [:], "ben": [:]]
    for turn in 0..<20 {
      for person in people {
        let key = "\((turn + person.name.count) % 3 + 1)"
        guard let id = try person.answer(key) else { continue }
        given[person.name]?[id] = (Int(key) ?? 0) - 1
      }
    }
    for person in people { try person.settle() }
    let ada = try answers(server, of: "ada")
    let ben = try answers(server, of: "ben")
    #expect(ada == given["ada"])
    #expect(ben == given["ben"])
    #expect(Set(ada.keys).isDisjoint(with: ben.keys))
    #expect(ada.count + ben.count == 20)
  }

  @Test
  func `answers are taken back, changed, flagged, skipped and noted by key`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 8).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let first = try #require(try ada.answer("1"))
    let second = try #require(try ada.answer("2"))
    try ada.browser.press("u")
    try ada.browser.wait(
      for: "return document.querySelector('#sheet-id').textContent === arguments[0]",
      [second]
    )
    try ada.browser.press("u")
    try ada.browser.wait(
      for: "return document.querySelector('#sheet-id').textContent === arguments[0]",
      [first]
    )
    try ada.settle()
    #expect(try answers(server, of: "ada").isEmpty)
    #expect(try ada.answer("3") == first)
    try ada.browser.press("f")
    #expect(try ada.browser.shows("#sheet-flag"))
    try ada.browser.press("n")
    try ada.browser.type("odd <b>one</b>", into: "#note-text")
    try ada.browser.click("#note-form .primary")
    try ada.browser.wait(
      for: "return document.querySelector('#remarks').textContent.includes('<b>one</b>')"
    )
    #expect(try ada.answer("s") == second)
    // Taken back after a reload, when the page remembers nothing.
    try ada.settle()
    try ada.browser.reload()
    _ = try ada.shownID()
    try ada.browser.press("u")
    try ada.browser.wait(
      for: "return document.querySelector('#sheet-id').textContent === arguments[0]",
      [second]
    )
    try ada.settle()
    #expect(try answers(server, of: "ada") == [first: 2])
  }

  @Test
  func `a reload and a server that is killed in the middle lose no answer and double none`() throws
  {
    let driver = try BrowserDriver()
    let session = try SessionUnderTest(count: 20)
    // A port that the system gives to nobody else while the server is away.
    let port = try HTTPExchange.freePort()
    var server = try session.serve(port: port)
    let tokens = server.tokens
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    var given: [String: Int] = [:]
    for turn in 0..<18 {
      if turn == 4 || turn == 9 {
        try ada.browser.reload()
        _ = try ada.shownID()
      }
      if turn == 6 || turn == 12 { server.stop(by: .kill) }
      let key = turn % 3 + 1
      let isAway = turn == 6 || turn == 12
      if isAway {
        // The page goes on with what it holds; the answer waits on the device.
        let id = try #require(try ada.shownID())
        try ada.browser.press("\(key)")
        given[id] = key - 1
        try ada.browser.wait(for: "return !document.querySelector('#notice').hidden")
        server = try session.serve([], port: port)
        try ada.settle()
      } else {
        let id = try #require(try ada.answer("\(key)"))
        given[id] = key - 1
      }
    }
    try ada.settle()
    #expect(given.count == 18)
    let headers = ["Authorization": "Bearer \(tokens["ada"] ?? "")"]
    let reply = try server.send("GET", "/api/search?q=r", headers: headers)
    let value = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
    var found: [String: Int] = [:]
    for card in value?["results"] as? [[String: Any]] ?? [] {
      let answer = (card["answers"] as? [[String: Any]])?.first?["class_index"] as? Int
      if let id = card["id"] as? String, let answer { found[id] = answer }
    }
    #expect(found == given)
    let engine = try SessionEngine(opening: session.path, for: .reading)
    defer { engine.close() }
    #expect(try engine.status().answerCount == 18)
  }

  @Test
  func `an answer that the server refuses stays in view until it is dealt with`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 8).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let refusals =
      "return document.querySelectorAll('#refusals .refusal-line').length === arguments[0]"
    let first = try #require(try ada.shownID())
    // The page believes that the server refuses, as it would what a colleague has closed.
    try ada.browser.run(
      """
      const send = window.fetch;
      window.fetch = (path, options) => path === '/api/events' && window.refuses
        ? Promise.resolve(new Response('{"error":{"message":"the lid is on"}}', { status: 403 }))
        : send(path, options);
      window.refuses = true;
      """
    )
    #expect(try ada.answer("1") == first)
    try ada.browser.wait(for: refusals, [1])
    try ada.browser.run("window.refuses = false")
    let second = try #require(try ada.answer("2"))
    try ada.settle()
    let words = try #require(try ada.browser.text(of: "#refusals"))
    #expect(words.contains("the lid is on") && words.contains(first))
    #expect(try answers(server, of: "ada") == [second: 1])
    // A reload forgets the page, not the answer.
    try ada.browser.reload()
    try ada.browser.wait(for: refusals, [1])
    #expect(try ada.shownID() != first)
    try ada.browser.click("#refusals button:first-of-type")
    try ada.browser.wait(for: refusals, [0])
    try ada.settle()
    #expect(try answers(server, of: "ada") == [first: 0, second: 1])
    // Another one is refused and given up: its document is asked about again.
    try ada.browser.run(
      """
      const send = window.fetch;
      window.fetch = (path, options) => path === '/api/events'
        ? Promise.resolve(new Response('{}', { status: 409 })) : send(path, options);
      """
    )
    let third = try #require(try ada.answer("3"))
    try ada.browser.wait(for: refusals, [1])
    try ada.browser.click("#refusals button:last-of-type")
    try ada.browser.wait(for: refusals, [0])
    try ada.browser.reload()
    var asked: [String] = []
    while let id = try ada.answer("1") { asked.append(id) }
    #expect(asked.contains(third))
    #expect(asked.count == 6)
  }

  @Test
  func `a disagreement is settled on the page`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 3, overlap: 2)
      .serve(["ada"], options: ["--adjudicator", "ben"])
    let people = try ["ada", "ben"].map { try AnnotatorAtBrowser($0, at: server, driver) }
    for person in people {
      while try person.answer(person.name == "ada" ? "1" : "2") != nil {}
      try person.settle()
    }
    let ben = people[1].browser
    try ben.go(to: server.address + "/adjudicate")
    try ben.wait(for: "return document.querySelector('#opinions').textContent.includes('ada')")
    #expect(try ben.text(of: "#sheet-state") == "3 open, 0 settled")
    try ben.press("3")
    try ben.wait(
      for: "return document.querySelector('#sheet-state').textContent === '2 open, 1 settled'"
    )
    try ben.press("u")
    try ben.wait(for: "return document.querySelector('#say').textContent === 'Taken back'")
    for count in 1...3 {
      try ben.press("3")
      try ben.wait(
        for:
          "return document.querySelector('#done')?.checkVisibility() || document.querySelector('#sheet-state').textContent.includes(arguments[0])",
        ["\(count) settled"]
      )
    }
    try ben.wait(for: "return document.querySelector('#done')?.checkVisibility()")
    try people[1].settle()
    let found = try server.json("GET", "/api/disagreements", as: "ben")
    let items = try #require(found["disagreements"] as? [[String: Any]])
    #expect(items.compactMap { $0["adjudication"] as? Int } == [2, 2, 2])
    try ben.go(to: server.address + "/progress")
    try ben.wait(
      for: "return document.querySelector('#agreement').textContent.includes('Krippendorff')"
    )
    #expect(try ben.text(of: "#agreement")?.contains("ada and ben") == true)
  }

  @Test
  func `documents full of markup and script are shown as text`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 7).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    var shown: Set<String> = []
    for _ in 0..<7 {
      _ = try ada.shownID()
      shown.insert(try #require(try ada.browser.text(of: "#text")))
      #expect(try ada.browser.text(of: "#fields")?.contains("<b>Mill & Co</b>") == true)
      let foreign = "return document.querySelectorAll('#sheet script, #sheet img, #sheet b').length"
      #expect(try ada.browser.run(foreign) as? Int == 0)
      _ = try ada.answer("1")
    }
    #expect(shown == Set(SessionUnderTest.texts))
    try ada.browser.go(to: server.address + "/documents?q=script")
    try ada.browser.wait(for: "return document.querySelector('.result')")
    #expect(try ada.browser.text(of: ".snippet") == SessionUnderTest.texts[0])
    #expect(try ada.browser.run("return document.title") as? String == "Documents · Winnow")
  }

  @Test
  func `text reads well: contrast, names and direction`() throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 14, hasVotes: true).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    for theme in ["light", "dark"] {
      for path in ["/", "/history", "/documents", "/progress", "/adjudicate", "/none", "/login"] {
        try ada.browser.go(to: server.address + path)
        try ada.browser.wait(for: "return document.body.innerText.length > 60")
        try ada.browser.run("document.documentElement.dataset.theme = arguments[0]", [theme])
        try ada.browser.wait(for: "return document.getAnimations().length === 0")
        let faint = try PageChecks.faintTexts(in: ada.browser)
        #expect(faint?.isEmpty == true, "\(theme) \(path): \(faint ?? [])")
      }
    }
    try ada.browser.go(to: server.address + "/")
    _ = try ada.shownID()
    let nameless = """
      return [...document.querySelectorAll('button, a, input, textarea')]
        .filter((e) => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim() || e.labels?.length))
        .map((e) => e.outerHTML)
      """
    #expect((try ada.browser.run(nameless) as? [String])?.isEmpty == true)
    try ada.browser.go(to: server.address + "/?document=3")
    try ada.browser.wait(for: "return document.querySelector('#sheet-id').textContent === 'r3'")
    let direction = "return getComputedStyle(document.querySelector('#text')).direction"
    #expect(try ada.browser.run(direction) as? String == "rtl")
  }

  @Test(arguments: [(390, 844), (820, 1180), (1440, 900)])
  func `pages fit every screen`(_ width: Int, _ height: Int) throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 14, overlap: 2, hasVotes: true).serve()
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    try ada.browser.resize(width: width, height: height, isMobile: width < 500)
    for (name, index) in [("ada", 0), ("ben", 1)] {
      for (place, kind) in ["answer", "flag"].enumerated() {
        let body = """
          {"request":"request-\(place)","kind":"\(kind)","document":0,"class_index":\(index)}
          """
        #expect(try server.send("POST", "/api/events", as: name, body: body).status == 200)
      }
    }
    for path in ["/", "/adjudicate", "/history", "/documents", "/progress", "/none", "/login"] {
      try ada.browser.go(to: server.address + path)
      try ada.browser.wait(for: "return document.body.innerText.length > 60")
      #expect(try PageChecks.overflow(in: ada.browser) == 0, "\(path)")
      let small = """
        return [...document.querySelectorAll('button')].filter((e) => e.checkVisibility())
          .map((e) => e.getBoundingClientRect()).filter((r) => r.height < 24 || r.width < 24).length
        """
      #expect(try ada.browser.run(small) as? Int == 0, "\(path)")
      try ada.keepPicture("\(path.dropFirst())-\(width)")
    }
  }
}
