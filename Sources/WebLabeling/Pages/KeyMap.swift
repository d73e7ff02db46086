internal import JSONText
internal import MarkupText
internal import Sessions

/// The keys of ``AnnotationKey`` as pages get them: a map that `keys.js` reads, and the keys that
/// are drawn on buttons.
package enum KeyMap {
  /// The key of each command by its name, and those of the classes, as JSON.
  package static let json: String = {
    let commands = AnnotationKey.allCases.map { "\(quoted($0.name)): \(quoted("\($0.rawValue)"))" }
    return """
      {
       "commands": {
        \(commands.joined(separator: ",\n  "))
       },
       "classes": \(quoted(String(AnnotationKey.classKeys)))
      }
      """
  }()

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONString.appendQuoted(text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A page with the map, and with the keys of its buttons.
  static func fill(_ html: String) -> String {
    let map = html.replacing("<!--keys-->", with: Markup.escaped(json))
    return AnnotationKey.allCases.reduce(map) { html, key in
      let name = "\(key.rawValue)"
      return html.replacing(
        "<!--key:\(key.name)-->",
        with: "<kbd data-key=\"\(Markup.escaped(name))\">\(Markup.escaped(name.uppercased()))</kbd>"
      )
    }
  }
}
