internal import ArgumentParser
internal import CorpusIO
internal import LabelingCore
internal import OptionValues

/// Which elements of XML are records.
struct CorpusRecordArguments: ParsableArguments {
  @Option(
    help: "XML: the elements that are records, by name or path (sentence, posts/row, atom:entry)."
  )
  var record: String?
}

/// How a corpus is read.
struct CorpusReadingArguments: ParsableArguments {
  @OptionGroup var form: CorpusFormArguments

  @OptionGroup var records: CorpusRecordArguments

  /// Where bad records are written.
  var rejects: String? {
    get { form.rejects }
    set { form.rejects = newValue }
  }

  /// The corpus as the options describe it.
  func source(paths: [String]) throws -> CorpusSource {
    try form.source(paths: paths, record: records.record)
  }
}

/// Which fields of a corpus are the documents' texts and ids.
struct DocumentFieldArguments: ParsableArguments {
  @Option(help: "Name or path of the text field (text, post.body, passage/text, @Body).")
  var textField: String?

  @Option(help: "Name or path of the id field; by default id, else file and record number.")
  var idField: String?

  /// Adds the fields to a corpus.
  func apply(to source: inout CorpusSource) {
    source.textField = textField
    source.idField = idField
  }
}

/// Which fields of a corpus are what.
struct CorpusFieldArguments: ParsableArguments {
  @OptionGroup var document: DocumentFieldArguments

  @Option(help: "Name or path of the field of gold labels, to score against.")
  var goldField: String?

  @Option(help: "Class names for what the gold field holds: 0=ham,1=spam.")
  var goldMap: String?

  func validate() throws {
    if goldMap != nil, goldField == nil {
      throw ValidationError("'--gold-map' has no effect here\nhelp: it goes with '--gold-field'")
    }
  }

  /// Adds the fields to a corpus; `classes` is `nil` where they are known only as it is read.
  func apply(to source: inout CorpusSource, classes: LabelSpace?) throws {
    document.apply(to: &source)
    source.goldField = goldField
    source.goldNames = try Self.goldNames(goldMap, classes: classes)
  }

  /// The class names of a list of `value=class`.
  static func goldNames(_ list: String?, classes: LabelSpace?) throws -> [ExactString: String] {
    var names: [ExactString: String] = [:]
    for pair in list?.split(separator: ",") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, try isGold(parts[1], in: classes) else {
        throw Diagnostic(
          "'\(pair)' in '--gold-map' does not name a class",
          help: "write value=class; "
            + Suggestion.help(
              for: parts.last ?? "",
              among: classes?.labelNames ?? [],
              kind: "classes"
            )
        )
      }
      names[ExactString(parts[0])] = parts[1]
    }
    return names
  }

  /// Whether a gold label may be called this; `classes` is `nil` where any name may do.
  private static func isGold(_ name: String, in classes: LabelSpace?) throws -> Bool {
    guard let classes else { return true }
    do throws(LabelPath.Mistake) {
      return try classes.truth(of: name) != nil
    } catch {
      guard case .elsewhere(let part, let parent, let path) = error else { return false }
      throw Diagnostic(
        "'\(part)' in path '\(name)' in '--gold-map' does not lie directly in '\(parent)'",
        help: "write '\(path)', or any end of it"
      )
    }
  }
}

extension CorpusFormat {
  /// The format of a name that an option was given.
  static func named(_ name: String, option: String) throws -> CorpusFormat {
    guard let format = CorpusFormat(rawValue: name) else {
      throw UsageError(
        value: name,
        of: option,
        help: Suggestion.help(for: name, among: allCases.map(\.rawValue), kind: "formats")
      )
    }
    return format
  }
}
