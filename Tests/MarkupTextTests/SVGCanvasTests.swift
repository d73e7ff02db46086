import MarkupText
import Testing

struct SVGCanvasTests {
  private func picture(_ theme: SVGTheme) -> String {
    var canvas = SVGCanvas(
      width: 40,
      height: 20,
      title: "A < B",
      summary: "Two\nlines",
      theme: theme
    )
    canvas.rectangle(0, 0, 10.126, 5, fill: .soft, opacity: 0.5, tip: "\"tip\"")
    canvas.line(0, 0, 1, 1, stroke: .fixed("#123456"))
    canvas.text("<b>", 1, 2, fill: .muted)
    return canvas.document
  }

  @Test func `a file is a document of its own with colors for white`() {
    let svg = picture(.file)
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\""))
    #expect(svg.contains("<title>A &lt; B</title>\n<desc>Two lines</desc>"))
    #expect(svg.contains("width=\"10.13\" height=\"5\" fill=\"#a5c8f0\" fill-opacity=\"0.5\">"))
    #expect(svg.contains("<title>&quot;tip&quot;</title>"))
    #expect(!svg.contains("var("))
  }

  @Test func `in a page colors are the page's, and the picture is named by its texts`() {
    let svg = picture(.page(id: "p"))
    #expect(svg.hasPrefix("<svg viewBox=\"0 0 40 20\""))
    #expect(svg.contains("role=\"img\" aria-labelledby=\"p-title\" aria-describedby=\"p-desc\""))
    #expect(svg.contains("<title id=\"p-title\">A &lt; B</title>"))
    #expect(svg.contains("fill=\"var(--svg-soft)\"") && svg.contains("stroke=\"#123456\""))
    #expect(svg.contains("fill=\"var(--svg-muted)\">&lt;b&gt;</text>"))
    #expect(!svg.contains("http"))
  }

  @Test(arguments: [
    (0.5, 1, "0.5"), (2.0, 2, "2"), (-0.126, 2, "-0.13"), (41.6, 0, "42"), (0, 0, "0"),
  ])
  func `numbers have no more decimals than are asked for`(
    _ value: Double,
    _ decimals: Int,
    _ expected: String
  ) {
    #expect(SVGCanvas.number(value, decimals: decimals) == expected)
  }

  @Test func `long names are cut`() {
    #expect(SVGCanvas.shortened("12345", to: 5) == "12345")
    #expect(SVGCanvas.shortened("123456", to: 5) == "1234…")
  }
}
