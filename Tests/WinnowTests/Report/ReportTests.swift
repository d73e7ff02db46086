import Foundation
import TestSupport
import Testing

extension LoopTests {
  /// `winnow report`: a run on one page; in one row with all that changes the same task.
  struct ReportTests {
    private static let sections = [
      "summary", "warnings", "functions", "pairs", "labels", "quality", "faults", "documents",
      "lineage",
    ]

    /// Reports a run and reads the page.
    private func report(_ task: LoopTask, _ arguments: String...) throws -> ReportPage {
      let words = ["report"] + arguments + ["--output", "r.html", "--workspace", "ws"]
      let result = try task.workspace.run(words, in: task.folder)
      try #require(result.exitCode == 0, "\(result.errors)")
      return ReportPage(try task.folder.text(of: "r.html"))
    }

    @Test func `a report has every part, and the figures that 'label' prints`() throws {
      let task = try LoopTask()
      let labeled = try task.winnow(
        "label",
        "Loop",
        "c.csv",
        "--gold-field",
        "gold",
        "-o",
        "l.csv",
        "--json"
      )
      let page = try report(task, "l.csv")
      for id in Self.sections {
        #expect(page.text.contains("<section id=\"\(id)\" aria-labelledby=\"\(id)-heading\">"))
        #expect(page.text.contains("<li><a href=\"#\(id)\">"))
      }
      let object = try JSONSerialization.jsonObject(with: Data(labeled.outputBytes))
      let summary = try #require((object as? [String: Any])?["summary"] as? [String: Any])
      let voters = try #require(summary["voters"] as? [[String: Any]])
      func figure(_ value: Any?) throws -> String {
        String(format: "%.3f", try #require(value as? Double))
      }
      let rows = try page.rows(in: "functions", captioned: "Each function&#39;s votes")
      #expect(rows.count == 4)
      for (row, voter) in zip(rows, voters) {
        let interval = try #require(voter["accuracy_interval"] as? [String: Any])
        let bounds = "\(try figure(interval["lower"]))–\(try figure(interval["upper"]))"
        #expect(row[0] == voter["name"] as? String)
        #expect(row[3] == "\(voter["vote_count"] as? Int ?? -1)")
        #expect(row[4] == (try figure(voter["coverage"])))
        #expect(row[6] == (try figure(voter["conflicts"])))
        #expect(row[7] == (try figure(voter["accuracy"])))
        #expect(row[8] == bounds)
      }
      let score = try #require((object as? [String: Any])?["score"] as? [String: Any])
      let quality = try page.rows(in: "quality", captioned: "Labels against 500 gold labels")
      #expect(
        quality.map { $0[0] } == [
          "pooled", "majority-vote", "pooled, on what both label",
          "majority-vote, on what both label",
        ]
      )
      // On common ground both label everything.
      #expect(quality[2][3] == "1.000" && quality[3][3] == "1.000")
      #expect(quality[0][1] == (try figure(score["accuracy"])))
      #expect(quality[0][5] == (try figure(score["log_loss"])))
      let labels = try #require((object as? [String: Any])?["labels"] as? [String: Int])
      let classes = try page.rows(in: "labels", captioned: "Labels and class balance")
      #expect(classes.map { $0[1] } == ["\(labels["ham"] ?? -1)", "\(labels["spam"] ?? -1)"])
      #expect(page.text.contains("reliability-picture-title"))
      #expect(page.text.contains("Labels that gold calls wrong"))
    }

    @Test func `pairs are counted as the documents have them`() throws {
      let task = try LoopTask()
      let rows = [
        "a,subscribe for free money now and here", "b,check out this best song ever made ok",
        "c,subscribe song", "d,nothing to be seen in here at all today",
      ]
      try task.folder.write("id,text\n" + rows.joined(separator: "\n") + "\n", to: "c.csv")
      try task.winnow("label", "Loop", "c.csv", "-o", "l.csv")
      let page = try report(task, "last")
      let pairs = try page.rows(in: "pairs", captioned: "Pairs of functions that meet")
      let found = pairs.map { $0[0...4].joined(separator: " ") }
      // On a: asks, money. On b: asks, praises. On c: asks, praises, short.
      #expect(
        found == [
          "asks praises 2 2 0.000", "asks short 1 1 0.000", "asks money 1 0 1.000",
          "praises short 1 0 1.000",
        ]
      )
      #expect(page.text.contains("asks and praises: differ on 2 documents, 50.0 %"))
      #expect(page.text.contains("money: alone on 0.0 %") == false)
      #expect(page.text.contains("asks: in conflict on 50.0 %"))
    }

    @Test func `the same run gives the same bytes, whatever the page is called`() throws {
      let task = try LoopTask()
      try task.label("l.csv")
      let first = try report(task, "l.csv").text
      #expect(try report(task, "1").text == first)
      #expect(try report(task, "last", "--seed", "1").text == first)
      #expect(try report(task, "last", "--seed", "2").text != first)
      let written = try task.winnow("report", "last", "--output", "-").output
      #expect(written == first)
    }

    @Test func `a page on record stays as it is`() throws {
      let task = try LoopTask()
      let corpus = CommentCorpus(count: 60, seed: 3).csv
      try task.folder.write(corpus, to: "c.csv")
      try task.label("l.csv")
      try Golden.expect(
        report(task, "l.csv", "--documents", "2").text(in: task.folder),
        named: "report"
      )
    }

    @Test func `without gold an accuracy is called estimated`() throws {
      let task = try LoopTask()
      try task.winnow("label", "Loop", "c.csv", "-o", "l.csv")
      let page = try report(task, "l.csv")
      #expect(try page.section("summary").contains("<dt>Estimated accuracy</dt>"))
      #expect(try !page.section("summary").contains("<dt>Accuracy</dt>"))
      #expect(try page.section("quality").contains("There are no gold labels"))
      let rows = try page.rows(in: "functions", captioned: "Each function&#39;s votes")
      #expect(rows.allSatisfy { $0[7] == "no evidence" && $0[8].isEmpty && $0[10].contains(".") })
      #expect(!page.text.contains("gold calls wrong"))
    }

    @Test func `a run without labels is reported with the default model, which is said`() throws {
      let task = try LoopTask()
      for command in ["analyze", "apply"] {
        let output = command == "apply" ? ["-o", "v.csv"] : []
        let words =
          [command, "Loop", "c.csv", "--gold-field", "gold", "--workspace", "ws"] + output
        try task.workspace.succeed(words, in: task.folder)
        let page = try report(task, "last")
        #expect(try page.section("labels").contains("The run fitted no label model"))
        #expect(try page.section("lineage").contains("none; pooled for this report"))
        #expect(try page.section("summary").contains("<dt>Accuracy</dt>"))
      }
    }

    @Test func `gold labels that anchored the fit are checked on halves`() throws {
      let task = try LoopTask()
      let comments = CommentCorpus(count: 500).comments.prefix(60)
      let gold = comments.map { "\($0.id),\($0.gold)" }
      try task.folder.write("id,label\n" + gold.joined(separator: "\n") + "\n", to: "g.csv")
      try task.winnow("label", "Loop", "c.csv", "--gold", "g.csv", "-o", "l.csv")
      let page = try report(task, "l.csv")
      let rows = try page.rows(in: "quality", captioned: "On held-out gold")
      #expect(rows.map { $0[0] } == ["pooled", "majority-vote"])
      #expect(try page.section("lineage").contains("<dt>Gold</dt>"))
      #expect(try page.section("summary").contains("labels of 60 documents with held-out gold"))
      #expect(!page.text.contains("so nothing is known"))
      try task.folder.write("id,label\nc0,ham\n", to: "g.csv")
      let changed = try task.winnow("report", "l.csv", "--output", "r.html")
      #expect(changed.exitCode == 1)
      #expect(changed.errors.contains("gold labels: '\(task.folder.path)/g.csv' has changed"))
    }

    @Test func `a run whose functions have changed since is reported from its votes`() throws {
      let task = try LoopTask()
      defer { try? task.restore() }
      try task.label("l.csv")
      let before = try report(task, "l.csv", "--documents", "50")
      try task.change("\"free\"", to: "\"free\", \"win\"")
      let after = try report(task, "l.csv", "--documents", "50")
      #expect(after.text.contains("Nothing is marked for functions that have changed since: money"))
      #expect(try after.section("functions") == before.section("functions"))
      #expect(try after.section("lineage") == before.section("lineage"))
      #expect(before.text.contains("title=\"money: spam\""))
      #expect(!after.text.contains("title=\"money: spam\""))
      #expect(after.text.contains("title=\"praises: ham\""))
      try task.change(".ham)", to: ".hma)")
      let broken = try task.winnow("report", "l.csv", "--output", "r.html")
      #expect(broken.exitCode == 0)
      #expect(broken.errors.contains("task 'Loop' cannot be built, so nothing is marked"))
      #expect(before.text.contains("<mark class=\"c1\" title="))
      #expect(try !task.folder.text(of: "r.html").contains(/<mark class="c[01]" title=/))
    }

    @Test func `faults are listed with their document and message`() throws {
      let folder = try ScratchFolder()
      let workspace = try Workspace.shared()
      let numbers = (0..<1200).map { "d\($0),\($0),it is \($0 % 2 == 0 ? "even" : "odd")\n" }
      try folder.write("id,number,text\n" + numbers.joined(), to: "n.csv")
      let place = ["--workspace", "ws"]
      try workspace.succeed(["label", "Faulty", "n.csv", "-o", "l.csv"] + place, in: folder)
      try workspace.succeed(["report", "l.csv", "--output", "r.html"] + place, in: folder)
      let page = ReportPage(try folder.text(of: "r.html"))
      let rows = try page.rows(in: "faults", captioned: "What went wrong")
      #expect(rows.map { $0[0] } == ["traps_on_thousandths", "throws_on_hundredths"])
      #expect(rows[0][1...3] == ["1", "1 crashed", "d500"])
      #expect(rows[1][1...3] == ["12", "12 threw", "d7"])
      let shown = try workspace.run(["runs", "show", "last"] + place, in: folder)
      #expect(shown.output.contains("'throws_on_hundredths' 12 threw, first on document 'd7'"))
    }

    @Test func `one document without a label is one`() throws {
      let task = try LoopTask()
      let texts = [
        "free money for everybody who reads this", "I love this song more than all the others",
        "nothing in here says anything about it",
      ]
      let rows = texts.enumerated().map { "\($0),\($1)\n" }
      try task.folder.write("id,text\n" + rows.joined(), to: "few.csv")
      let labeled = try task.winnow("label", "Loop", "few.csv", "-o", "few-labels.csv")
      try #require(labeled.exitCode == 0, "\(labeled.errors)")
      let page = try report(task, "few-labels.csv")
      #expect(
        page.text.contains("<caption>Labels and class balance; 1 of 3 documents has no label<")
      )
    }

    @Test func `documents, files and classes full of markup are shown as text`() throws {
      let folder = try ScratchFolder()
      let workspace = try Workspace.shared()
      let texts = [
        "<script>alert('1')</script> nice", "<img src=x onerror=alert(1)> song",
        "</p></main><script>document.title='x'</script>", "</style></title><!-- nice song",
        "\u{1B}[31m nice",
      ]
      let lines = try texts.enumerated().map { index, text in
        let record = ["id": "<i>\(index)</i>", "text": text]
        return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
      }
      try folder.write(lines.joined(separator: "\n") + "\n", to: "<c>&.jsonl")
      let place = ["--workspace", "ws"]
      try workspace.succeed(["label", "Markup", "<c>&.jsonl", "-o", "l.jsonl"] + place, in: folder)
      try workspace.succeed(
        ["report", "l.jsonl", "--output", "r.html", "--documents", "9"] + place,
        in: folder
      )
      let page = try folder.text(of: "r.html")
      for tag in ["<script", "<img", "<i>", "<b>", "<!--", "onclick='"] {
        #expect(!page.contains(tag), "\(tag)")
      }
      #expect(page.components(separatedBy: "</main>").count == 2)
      #expect(page.components(separatedBy: "</style>").count == 2)
      #expect(!page.contains("\u{1B}"))
      #expect(page.contains("&lt;<mark"))
      #expect(page.contains("&lt;b&gt;bold&lt;/b&gt;"))
      #expect(page.contains("&lt;c&gt;&amp;.jsonl"))
    }

    @Test func `a page asks nothing of anybody`() throws {
      let task = try LoopTask()
      try task.label("l.csv")
      let page = try report(task, "l.csv", "--documents", "0").text
      // The toolchain's name may hold an address, as text.
      for word in ["=\"http", "src=", "url(", "@import", "<script", "<link", "<iframe", "<object"] {
        #expect(!page.contains(word), "\(word)")
      }
      let links = page.components(separatedBy: "href=\"").dropFirst()
      #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("#") })
      #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
      #expect(!page.contains("<article>"))
      #expect(page.contains("No documents are shown."))
    }

    @Test func `what cannot be reported is an error that says how to fix it`() throws {
      let task = try LoopTask()
      try task.label("l.csv")
      func refused(_ subject: String) throws -> String {
        let result = try task.winnow("report", subject, "--output", "r.html")
        #expect(result.exitCode == 1)
        #expect(try !task.folder.names().contains("r.html"))
        return result.errors
      }
      #expect(try refused("7").contains("error: there is no run '7'\nhelp: 'winnow runs' lists"))
      #expect(try refused("x.csv").contains("error: there is no file and no run 'x.csv'\nhelp:"))
      #expect(try refused("c.csv").contains("error: no run of this workspace wrote 'c.csv'\nhelp:"))
      try task.folder.write("id,label\n", to: "l.csv")
      #expect(try refused("l.csv").contains("error: 'l.csv' has changed since run 1 wrote it"))
      let corpus = try task.folder.bytes(of: "c.csv")
      try task.folder.write("id,text\na,b\n", to: "c.csv")
      let changed = try refused("1")
      #expect(changed.contains("error: run 1 cannot be reported: what it read is not what it was"))
      #expect(changed.contains("corpus: '\(task.folder.path)/c.csv' has changed"))
      try FileManager.default.removeItem(atPath: "\(task.folder.path)/c.csv")
      #expect(try refused("1").contains("c.csv' cannot be read any more"))
      try task.folder.write(corpus, to: "c.csv")
      try task.winnow("label", "Loop", "c.csv", "-o", "n.csv", "--no-cache")
      #expect(try refused("n.csv").contains("error: the votes of run 2 were not kept\nhelp:"))
      #expect(try task.winnow("report", "1").exitCode == 64)
      #expect(try task.winnow("report", "1", "-o", "r.html", "--documents", "-1").exitCode == 64)
    }
  }
}
