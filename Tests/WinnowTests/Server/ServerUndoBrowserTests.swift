import Testing
import WebDriver

/// What is taken back is what was done last on the tab, and is shown, whichever page it was done on.
@Suite(
  .serialized,
  .enabled(if: BrowserDriver.isInstalled, "'make setup-tests' installs a browser")
)
struct ServerUndoBrowserTests {
  /// The documents that an annotator has answered, by id.
  private func answered(_ server: ServerUnderTest, _ name: String) throws -> Set<String> {
    let found = try server.json("GET", "/api/search?state=labeled&annotator=\(name)", as: name)
    let cards = try #require(found["results"] as? [[String: Any]])
    return Set(cards.compactMap { $0["id"] as? String })
  }

  private func expect(_ id: String, of person: AnnotatorAtBrowser) throws {
    try person.browser.wait(
      for: """
        return document.querySelector('#sheet-id')?.textContent === arguments[0]
          && document.querySelector('#say').textContent.startsWith('Taken back')
        """,
      [id]
    )
    try person.settle()
  }

  @Test(arguments: [false, true])
  func `answers and settlements of all pages are taken back in their order`(goesBack: Bool) throws {
    let driver = try BrowserDriver()
    let server = try SessionUnderTest(count: 8, overlap: 2)
      .serve(["ben"], options: ["--adjudicator", "ada"])
    let ada = try AnnotatorAtBrowser("ada", at: server, driver)
    let browser = ada.browser
    let first = try #require(try ada.answer("1"))
    try ada.settle()
    let chosen = ["r2", "r5", "r6"].filter { $0 != first }
    try browser.click("nav a[href='/documents']")
    try browser.wait(for: "return document.querySelectorAll('#results input').length === 8")
    try browser.run(
      """
      for (const id of arguments[0]) document.querySelector(`[aria-label="Choose ${id}"]`).click();
      document.querySelector('#bulk-class').value = '1';
      """,
      [chosen]
    )
    try browser.click("#bulk-answer")
    try browser.wait(
      for: "return document.querySelector('#say').textContent.startsWith(arguments[0])",
      ["\(chosen.count) answered"]
    )
    #expect(try answered(server, "ada") == Set(chosen + [first]))
    // Ben sees one of them differently, and Ada settles it.
    let disputed = chosen[0]
    let body = """
      {"request":"ben-answers","kind":"answer","document":\(disputed.dropFirst()),"class_index":0}
      """
    #expect(try server.send("POST", "/api/events", as: "ben", body: body).status == 200)
    try browser.click("nav a[href='/adjudicate']")
    try browser.wait(
      for: "return document.querySelector('#sheet-id')?.textContent === arguments[0]",
      [disputed]
    )
    try browser.press("3")
    try browser.wait(
      for: "return document.querySelector('#done-title')?.textContent === 'Everything is settled'"
    )
    try ada.settle()
    if goesBack {
      try browser.run("history.go(-2)")
    } else {
      try browser.click("nav a[href='/']")
    }
    try browser.wait(for: "return document.title.endsWith('Label · Winnow')")
    _ = try ada.shownID()
    try browser.press("u")
    try browser.wait(for: "return location.pathname === '/adjudicate'")
    try expect(disputed, of: ada)
    let open = try server.json("GET", "/api/disagreements", as: "ada")["open"] as? [Int]
    #expect(open?.map { "r\($0)" } == [disputed])
    try browser.click("nav a[href='/']")
    try browser.wait(for: "return document.title.endsWith('Label · Winnow')")
    var left = Set(chosen + [first])
    for id in chosen.reversed() + [first] {
      _ = try ada.shownID()
      try browser.press("u")
      try expect(id, of: ada)
      left.remove(id)
      #expect(try answered(server, "ada") == left)
    }
  }
}
