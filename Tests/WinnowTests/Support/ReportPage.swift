import Foundation
import TestSupport
import Testing

/// A page of `winnow report`, looked at as text.
struct ReportPage {
  /// The page.
  let text: String

  /// Takes a page apart.
  init(_ text: String) { self.text = text }

  /// The section of an id, as markup.
  func section(_ id: String) throws -> String {
    let start = try #require(text.range(of: "<section id=\"\(id)\""))
    let rest = text[start.lowerBound...]
    let end = rest.range(of: "\n</section>\n<section id=")?.lowerBound ?? rest.endIndex
    return String(rest[..<end])
  }

  /// Rows of the first table in a section whose caption begins so: cells as text.
  func rows(in id: String, captioned caption: String) throws -> [[String]] {
    let section = try section(id)
    let start = try #require(section.range(of: "<caption>\(caption)"), "\(caption)")
    let body = section[start.upperBound...].components(separatedBy: "<tbody>\n")[1]
      .components(separatedBy: "\n</tbody>")[0]
    return body.split(separator: "\n").map { line in
      line.replacing("</td>", with: "</th>").components(separatedBy: "</th>").dropLast()
        .map { cell in
          // A cell's text is behind its last tag that opens something.
          cell.replacing("</span>", with: "").replacing("</code>", with: "")
            .components(separatedBy: ">").last ?? ""
        }
    }
  }

  /// The page with everything that another machine or hour would write otherwise left out.
  func text(in folder: ScratchFolder) -> String {
    let patterns = [
      (#"[0-9a-f]{16,}"#, "DIGEST"), (#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"#, "TIME"),
      (#"(?<=<dt>Toolchain</dt><dd>)[^<]*"#, "TOOLCHAIN"),
      (#"(?<=<dt>Winnow</dt><dd>)[^<]*"#, "VERSION"), (#"(?<=Made by winnow )\S+"#, "VERSION"),
    ]
    return patterns.reduce(text.replacing(folder.path, with: "FOLDER")) { text, pattern in
      text.replacingOccurrences(of: pattern.0, with: pattern.1, options: .regularExpression)
    }
  }
}
