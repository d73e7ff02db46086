import Foundation
import TestSupport
import Testing
import WebDriver

/// A report in a real browser.
@Suite(
  .serialized,
  .enabled(if: BrowserDriver.isInstalled, "'make setup-tests' installs a browser")
)
struct ReportBrowserTests {
  /// A page of a labeled corpus in a folder of its own.
  private func page(
    of task: String = "Comments",
    _ corpus: String = CommentCorpus(count: 300).csv
  ) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(corpus, to: "c.csv")
    let place = ["--workspace", "ws"]
    let gold = task == "Comments" ? ["--gold-field", "gold"] : []
    try workspace.succeed(["label", task, "c.csv", "-o", "l.csv"] + gold + place, in: folder)
    try workspace.succeed(["report", "l.csv", "--output", "r.html"] + place, in: folder)
    return folder
  }

  private func open(_ folder: ScratchFolder, in browser: Browser) throws {
    try browser.go(to: "file://\(folder.path)/r.html")
  }

  @Test(arguments: [(390, 844), (1440, 900)], ["light", "dark"])
  func `a report fits the screen, reads well and shows its pictures`(
    _ size: (width: Int, height: Int),
    _ scheme: String
  ) throws {
    let driver = try BrowserDriver()
    let browser = try driver.open(width: size.width, height: size.height)
    try browser.resize(width: size.width, height: size.height, isMobile: size.width < 500)
    try browser.prefer(colorScheme: scheme)
    try open(page(), in: browser)
    #expect(try PageChecks.overflow(in: browser) == 0)
    let faint = try PageChecks.faintTexts(in: browser)
    #expect(faint?.isEmpty == true, "\(faint ?? [])")
    let isDark = "return matchMedia('(prefers-color-scheme: dark)').matches"
    #expect(try browser.run(isDark) as? Bool == (scheme == "dark"))
    let pictures = """
      return [...document.querySelectorAll('svg[role=img]')].map((svg) => {
        const box = svg.getBoundingClientRect();
        const ids = ['labelledby', 'describedby'].map((name) => svg.getAttribute(`aria-${name}`));
        const isTold = ids.every((id) => document.getElementById(id)?.textContent);
        const shapes = svg.querySelectorAll('rect, circle, line').length;
        return box.width > 200 && box.height > 60 && isTold && shapes > 3;
      })
      """
    #expect(try browser.run(pictures) as? [Bool] == [Bool](repeating: true, count: 8))
    let small = """
      return [...document.querySelectorAll('svg text')].filter((text) => {
        const svg = text.ownerSVGElement;
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        return parseFloat(text.getAttribute('font-size')) * scale < 8.9;
      }).map((text) => text.textContent)
      """
    #expect(try browser.run(small) as? [String] == [])
    try keepPicture(of: browser, "report-\(size.width)-\(scheme)")
  }

  @Test func `a report is read with a keyboard and a screen reader`() throws {
    let browser = try BrowserDriver().open()
    try open(page(), in: browser)
    try browser.press("\u{E004}")
    #expect(
      try browser.run("return document.activeElement.textContent") as? String
        == "Skip to the report"
    )
    // Every table that is wider than its place can be reached and scrolled.
    try browser.resize(width: 390, height: 844, isMobile: true)
    let unreachable = """
      return [...document.querySelectorAll('body *')]
        .filter((e) => getComputedStyle(e).overflowX === 'auto' && e.scrollWidth > e.clientWidth)
        .filter((e) => e.tabIndex !== 0 || !e.ariaLabel || e.role !== 'region').length
      """
    #expect(try browser.run(unreachable) as? Int == 0)
    let headless = """
      return [...document.querySelectorAll('.scroll table')].filter((t) => !t.caption?.textContent
        || [...t.querySelectorAll('thead th')].some((th) => th.scope !== 'col')
        || [...t.querySelectorAll('tbody tr')].some((tr) => tr.cells[0].scope !== 'row')).length
      """
    #expect(try browser.run(headless) as? Int == 0)
    let levels = """
      return [...document.querySelectorAll('h1, h2, h3, h4')].map((h) => Number(h.tagName[1]))
      """
    let found = try #require(try browser.run(levels) as? [Int])
    #expect(found.first == 1 && found.count { $0 == 1 } == 1)
    #expect(zip(found, found.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    let landmarks =
      "return ['header', 'nav', 'main', 'footer'].map((n) => document.querySelectorAll(n).length)"
    #expect(try browser.run(landmarks) as? [Int] == [1, 1, 1, 1])
    let doubled = """
      const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
      return ids.length - new Set(ids).size
      """
    #expect(try browser.run(doubled) as? Int == 0)
  }

  @Test func `a report prints dark on white`() throws {
    let browser = try BrowserDriver().open(width: 800, height: 1100)
    try browser.prefer(colorScheme: "dark", media: "print")
    try open(page(), in: browser)
    let colors = """
      const style = getComputedStyle(document.body);
      return [style.color, style.backgroundColor, getComputedStyle(document.querySelector('nav')).display]
      """
    #expect(
      try browser.run(colors) as? [String] == ["rgb(31, 35, 40)", "rgb(255, 255, 255)", "none"]
    )
    // A sheet of A4 held upright, between margins of a centimetre.
    try browser.resize(width: 718, height: 1050)
    #expect(try PageChecks.overflow(in: browser) == 0)
    try keepPicture(of: browser, "report-print")
  }

  @Test func `documents and classes full of markup do nothing`() throws {
    let texts = ["<script>document.title='x'</script>", "<img src=x onerror=document.title='y'>"]
    let corpus = "id,text\n" + texts.enumerated().map { "d\($0),\($1) nice song\n" }.joined()
    let browser = try BrowserDriver().open()
    try open(page(of: "Markup", corpus), in: browser)
    #expect(try browser.run("return document.title") as? String == "Run 1 of Markup: report")
    let foreign = "return document.querySelectorAll('script, img, b, iframe, object').length"
    #expect(try browser.run(foreign) as? Int == 0)
    let shown = try #require(try browser.text(of: "article .text"))
    #expect(texts.contains { shown == "\($0) nice song" })
  }

  /// Writes a picture of the page where `WINNOW_SCREENSHOTS` names a folder.
  private func keepPicture(of browser: Browser, _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["WINNOW_SCREENSHOTS"] else { return }
    try browser.run("scrollTo(0, 0)")
    try Data(browser.picture()).write(to: URL(filePath: "\(folder)/\(name).png"))
  }
}
