internal import Foundation
internal import LabelingCore

/// Writes a corpus of about 100 bytes a document as CSV, JSON Lines and XML.
struct CorpusGenerator {
  private let list: FunctionList
  private var generator = SeededGenerator(seed: 20_240_501)

  init(_ list: FunctionList) { self.list = list }

  /// The three files of a corpus of this many documents, made unless they are there.
  mutating func files(documentCount: Int, in folder: String) throws -> CorpusFiles {
    let stem = "\(folder)/corpus\(documentCount)"
    let files = CorpusFiles(csv: "\(stem).csv", jsonl: "\(stem).jsonl", xml: "\(stem).xml")
    if files.all.allSatisfy(FileManager.default.fileExists(atPath:)) { return files }
    var (csv, jsonl) = ("id,text,source,stamp,score\r\n", "")
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<corpus>\n"
    for text in [csv, xml] { jsonl.reserveCapacity(text.count + documentCount * 180) }
    let sources = ["mail", "chat", "form", "api"]
    for number in 0..<documentCount {
      let text = document()
      let id = "d\(String(number + 10_000_000).dropFirst())"
      let source = sources[number % 4]
      let stamp = 1_600_000_000 + number * 37
      let score = "0.\(1000 + Int.random(in: 0..<9000, using: &generator))"
      let quoted = text.replacing("\"", with: "\"\"")
      let cell =
        text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A } ? "\"\(quoted)\"" : text
      csv += "\(id),\(cell),\(source),\(stamp),\(score)\r\n"
      let json = Self.escaped(text)
      jsonl += "{\"id\": \"\(id)\", \"text\": \"\(json)\", \"source\": \"\(source)\", "
      jsonl += "\"stamp\": \(stamp), \"score\": \(score)}\n"
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      xml += "<doc id=\"\(id)\" source=\"\(source)\" stamp=\"\(stamp)\" score=\"\(score)\">"
      xml += "<text>\(escaped)</text></doc>\n"
    }
    xml += "</corpus>\n"
    for (text, path) in zip([csv, jsonl, xml], files.all) {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    return files
  }

  /// JSON Lines of texts of about 1,900 bytes, made unless they are there.
  mutating func pages(count: Int, in folder: String) throws -> String {
    let path = "\(folder)/pages\(count).jsonl"
    if FileManager.default.fileExists(atPath: path) { return path }
    var lines = ""
    for _ in 0..<count {
      let text = (0..<18).map { _ in document() }.joined(separator: " ")
      lines += "{\"text\": \"\(Self.escaped(text))\"}\n"
    }
    try lines.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// A text with words of a class, a few of others, and some that are not ASCII.
  private mutating func document() -> String {
    let filler = (list.filler ?? "a").split(separator: " ")
    let name = pick(list.classes)
    var words: [Substring] = (0..<Int.random(in: 10...18, using: &generator)).map { _ in
      pick(filler)
    }
    for chance in [0.8, 0.5, 0.3] where generator.unit() < chance { words.append(word(of: name)) }
    if generator.unit() < 0.25 { words.append(word(of: pick(list.classes))) }
    if generator.unit() < 0.3 { words.append(token(of: name)) }
    if generator.unit() < 0.04 { words.append(pick(["café", "naïve", "東京", "łódź", "😀"])) }
    words.shuffle(using: &generator)
    var text = words.joined(separator: " ")
    let draw = generator.unit()
    if draw < 0.05 { text = text.uppercased() } else if draw < 0.3 { text = text.capitalized }
    if draw > 0.55 { text = text.replacing(" ", with: ", ", maxReplacements: 1) }
    if draw > 0.97 { text = "\"so it is\" & \(text)" }
    if draw > 0.95, draw < 0.96 { text += "\nsent on the way" }
    return text + pick([".", ".", "?", "!", ""])
  }

  private mutating func word(of name: String) -> Substring {
    pick((list.words?[name] ?? name).split(separator: " "))
  }

  private mutating func token(of name: String) -> Substring {
    pick((list.tokens?[name] ?? [name]).map { $0[...] })
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &generator)]
  }
}

/// A corpus in three formats.
struct CorpusFiles {
  let csv: String
  let jsonl: String
  let xml: String

  var all: [String] { [csv, jsonl, xml] }
}
