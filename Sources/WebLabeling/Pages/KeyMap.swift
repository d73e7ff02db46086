internal import Sessions

/// The keys of ``AnnotationKey`` as pages get them: a map that `keys.js` reads, and the keys that
/// are drawn on buttons.
package enum KeyMap {
  /// The key of each command by its name, and those of the classes, as JSON.
  package static let json: String = {
    let commands = AnnotationKey.allCases.map { "\"\($0.name)\": \"\($0.rawValue)\"" }
    return """
      {
       "commands": {
        \(commands.joined(separator: ",\n  "))
       },
       "classes": "\(String(AnnotationKey.classKeys))"
      }
      """
  }()

  /// A page with the map, and with the keys of its buttons.
  static func fill(_ html: String) -> String {
    AnnotationKey.allCases.reduce(html.replacing("<!--keys-->", with: json)) { html, key in
      html.replacing(
        "<!--key:\(key.name)-->",
        with: "<kbd data-key=\"\(key.rawValue)\">\(key.rawValue.uppercased())</kbd>"
      )
    }
  }
}
