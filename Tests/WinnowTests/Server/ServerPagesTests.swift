import Foundation
import TestSupport
import Testing
import WebDriver

/// What pages are made of, and what they ask for, without a browser.
struct ServerPagesTests {
  private func answer(
    _ server: ServerUnderTest,
    _ name: String,
    _ document: Int,
    _ more: String = #""kind":"answer","class_index":0"#
  ) throws {
    let body = #"{"request":"\#(UUID().uuidString)","document":\#(document),\#(more)}"#
    _ = try server.json("POST", "/api/events", as: name, body: body)
  }

  private func documents(
    _ server: ServerUnderTest,
    _ query: String,
    as name: String = "ada"
  ) throws -> [Int] {
    let found = try server.json("GET", "/api/search?\(query)", as: name)
    let cards = try #require(found["results"] as? [[String: Any]])
    return cards.compactMap { $0["document"] as? Int }
  }

  @Test func `a page that is not there is a page for people and JSON for programs`() throws {
    let server = try SessionUnderTest(count: 3).serve()
    let headers = ["Accept": "text/html,*/*"]
    let page = try server.send("GET", "/none", headers: headers)
    #expect(page.status == 404)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(page.text.contains("<h1>Page not found</h1>"))
    #expect(page.text.contains("<a href=\"/\">"))
    #expect(!page.text.contains("<!--"))
    let program = try server.send("GET", "/none")
    #expect(program.status == 404)
    #expect(program.text.contains("\"not_found\""))
    let refused = try server.send("GET", "/<script>", headers: headers)
    #expect(!refused.text.contains("<script>"))
  }

  @Test func `guidelines stand on the page as safe HTML, and change while it is served`() throws {
    let session = try SessionUnderTest(count: 3, guidelines: "# Be *kind*\n\n<script>x</script>")
    let server = try session.serve()
    for path in ["/", "/adjudicate"] {
      let page = try server.send("GET", path, as: "ada").text
      #expect(page.contains("<h3>Be <em>kind</em></h3>\n<p>&lt;script&gt;x&lt;/script&gt;</p>"))
    }
    try session.folder.write("class,description,color\npositive,Praise.,#123\n", to: "classes.csv")
    try session.folder.write("Be quick.", to: "guide.md")
    let changed = try CommandLineTool.run(
      [
        "session", "set", session.name, "--guidelines", "guide.md", "--class-info", "classes.csv",
      ],
      in: session.folder
    )
    #expect(changed.exitCode == 0, "\(changed.errors)")
    #expect(changed.errors.contains("guidelines; 1 of 3 classes is described"))
    #expect(try server.send("GET", "/", as: "ada").text.contains("<p>Be quick.</p>"))
    let about = try server.json("GET", "/api/session", as: "ada")
    let said = try #require(about["class_descriptions"] as? [[String: String]])
    #expect(said == [[:], ["description": "Praise.", "color": "#112233"], [:]])
  }

  @Test func `documents are found by conditions, a page at a time`() throws {
    let server = try SessionUnderTest(count: 40).serve()
    try answer(server, "ada", 1)
    try answer(server, "ada", 2, #""kind":"answer","class_index":1"#)
    try answer(server, "ben", 3)
    try answer(server, "ada", 4, #""kind":"skip""#)
    try answer(server, "ada", 5, #""kind":"flag""#)
    #expect(try documents(server, "state=labeled") == [1, 2, 3])
    #expect(try documents(server, "state=labeled&annotator=ben") == [3])
    #expect(try documents(server, "class=0") == [1, 3])
    #expect(try documents(server, "state=skipped") == [4])
    #expect(try documents(server, "state=flagged", as: "ben") == [5])
    #expect(try documents(server, "q=r3&class=0") == [3])
    let first = try server.json("GET", "/api/search?state=unlabeled", as: "ada")
    #expect(first["count"] as? Int == 37)
    let next = try #require(first["next"] as? Int)
    #expect(next == 33)
    #expect(try documents(server, "state=unlabeled&from=\(next)") == Array(33..<40))
    for query in ["state=lost", "class=3", "class=x", "annotator=eve"] {
      #expect(try server.send("GET", "/api/search?\(query)", as: "ada").status == 400, "\(query)")
    }
  }

  @Test func `the history is one's own, and the latest is first`() throws {
    let server = try SessionUnderTest(count: 40).serve()
    for document in 0..<33 { try answer(server, "ada", document) }
    try answer(server, "ben", 39)
    try answer(server, "ada", 5, #""kind":"answer","class_index":2"#)
    let first = try server.json("GET", "/api/history", as: "ada")
    let entries = try #require(first["entries"] as? [[String: Any]])
    let documents = entries.compactMap { ($0["card"] as? [String: Any])?["document"] as? Int }
    #expect(documents.count == 30)
    #expect(documents.prefix(2) == [5, 32])
    let next = try #require(first["next"] as? Int)
    let rest = try server.json("GET", "/api/history?before=\(next)", as: "ada")
    #expect((rest["entries"] as? [Any])?.count == 3)
    #expect(rest["next"] == nil)
  }

  @Test func `what is found is handed over as a file`() throws {
    let server = try SessionUnderTest(count: 5).serve()
    try answer(server, "ada", 1)
    try answer(server, "ben", 1, #""kind":"answer","class_index":1"#)
    let csv = try server.send("GET", "/documents/export?format=csv&state=disputed", as: "ada")
    #expect(csv.headers["content-type"] == "text/csv; charset=utf-8")
    #expect(csv.headers["content-disposition"] == "attachment; filename=\"documents.csv\"")
    let table = PlainCSV(csv.text)
    #expect(table["id"] == ["r1"])
    #expect(table["answers"] == ["[\"ada: negative\",\"ben: positive\"]"])
    let lines = try server.send("GET", "/documents/export?format=jsonl", as: "ada").text
    #expect(lines.split(separator: "\n").count == 5)
    #expect(try server.send("GET", "/documents/export?format=xml", as: "ada").status == 400)
  }
}
