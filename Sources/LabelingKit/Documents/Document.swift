/// A document that a labeling function votes on.
///
/// It is a view of bytes that the host owns, valid during the call; helpers
/// work on the bytes and cache what several functions ask for. Text is valid
/// UTF-8.
public final class Document {
  private var view = DocumentView()
  private var cache = TextCache()
  private var isCacheEmpty = true
  /// The text as helpers scan it.
  private let scanned: UnsafeMutablePointer<ScannedText>
  /// A fault noted by an access that cannot throw.
  private var pendingFault: FieldError?
  /// Patterns that closures asked for, compiled; shared by a worker's documents.
  let patterns: PatternCache
  private let reader: WordReader

  init(patterns: PatternCache = PatternCache(), reader: WordReader = WordReader()) {
    self.patterns = patterns
    self.reader = reader
    scanned = .allocate(capacity: 1)
    scanned.initialize(to: ScannedText())
    scanned.pointee.show(nil)
  }

  deinit {
    scanned.pointee.deallocate()
    scanned.deinitialize(count: 1)
    scanned.deallocate()
  }

  /// A stand-alone document, for tests and examples.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - fields: Further fields by name, as text.
  public convenience init(text: String, fields: KeyValuePairs<String, String> = [:]) {
    self.init(text: text, fieldList: fields.map { ($0.key, $0.value) })
  }

  convenience init(text: String, fieldList: [(name: String, value: String)]) {
    self.init()
    show(DocumentView(owning: OwnedDocument(text: text, fields: fieldList)))
  }

  /// Makes the object stand for another document.
  func show(_ view: DocumentView) {
    self.view = view
    scanned.pointee.show(view.text)
    pendingFault = nil
    guard !isCacheEmpty else { return }
    cache.removeAll()
    isCacheEmpty = true
  }

  /// The fault noted since the last call, if any.
  func takePendingFault() -> FieldError? {
    guard let fault = pendingFault else { return nil }
    pendingFault = nil
    return fault
  }

  /// The document's id: from the corpus, or file name and record number.
  public var id: String { String(decoding: view.id, as: UTF8.self) }

  /// The text.
  ///
  /// A task that is run without a text field has none: that is a fault of the
  /// cell. The string is made at the first access and kept.
  /// - Complexity: O(length) the first time, then O(1).
  public var text: String { cached { $0.text($1) } }

  /// The text's UTF-8 bytes; not to be kept beyond the call.
  ///
  /// - Complexity: O(1).
  public var textBytes: UnsafeBufferPointer<UInt8> {
    if scanned.pointee.isMissing { pendingFault = .noText }
    return scanned.pointee.bytes
  }

  /// The bytes in which to look for ASCII in lower case; `nil` where case is not that simple.
  var lowerASCII: UnsafeBufferPointer<UInt8>? {
    if scanned.pointee.isMissing { pendingFault = .noText }
    return scanned.pointee.lowerASCII
  }

  /// The text in lower case, as bytes.
  var foldedBytes: [UInt8] { cached { $0.folded($1, reader) } }

  /// The text in lower case.
  ///
  /// - Complexity: O(length) the first time, then O(1).
  public var lowercasedText: String { cached { $0.lowercased($1, reader) } }

  /// The text's words in lower case.
  ///
  /// A word is a run of letters, marks, numbers and `_`, in any script; an apostrophe between two
  /// of these is part of it, as in `don't`. A hyphen is not: `well-known` is two words.
  /// - Complexity: O(length) the first time, then O(1).
  public var words: [String] { cached { $0.words($1, reader) } }

  /// The text's sentences, as they stand in the text and without white space around them.
  ///
  /// A sentence ends behind `.`, `!`, `?` and their like, with the quotes and brackets that close
  /// there, where white space follows, and at an empty line. A full stop before a word in lower
  /// case or behind a single capital letter ends none.
  /// - Complexity: O(length) the first time, then O(1).
  public var sentences: [String] { cached { $0.sentences($1) } }

  /// The words as they stand in the text.
  var unfoldedWords: [String] { reader.words(of: textBytes, matchesCase: true) }

  /// The words, in lower case unless case matters, with the bytes they stand at in the text.
  func wordPlaces(matchesCase: Bool) -> [(word: String, bytes: Range<Int>)] {
    reader.places(of: textBytes, matchesCase: matchesCase)
  }

  /// What the cache holds, asking for the text each time: without one it is a fault each time.
  private func cached<Value>(
    _ value: (inout TextCache, () -> UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    let bytes = textBytes
    isCacheEmpty = false
    return value(&cache) { bytes }
  }

  /// Length of the text in UTF-8 bytes.
  ///
  /// - Complexity: O(1).
  public var byteCount: Int { textBytes.count }

  /// The value of a field as text, or `nil` when the document lacks it or it is null.
  ///
  /// - Parameter name: A field's name, or a path into nested values such as
  ///   `user.name` or `aspectTerms/aspectTerm/@term`. Of a list it is the first value
  ///   that is not null; a nested object is given as JSON, an XML element as its text.
  /// - Complexity: O(fields) plus the length of a nested value.
  public subscript(_ name: String) -> String? {
    view.values(of: name)?.lazy.compactMap(\.text).first
  }

  /// The values of a field that are not null, as text.
  func texts(of name: String) -> [String] { view.values(of: name)?.compactMap(\.text) ?? [] }

  /// The value of a field as a type.
  ///
  /// - Parameters:
  ///   - name: A field's name or a path into nested values.
  ///   - type: `String`, `Int`, `Double`, `Bool`, or an array of these, which
  ///     takes all values a path leads to: none where the list is empty.
  /// - Throws: ``FieldError`` when the field is missing, null or malformed: a
  ///   fault of this cell.
  public subscript<Value: FieldDecodable>(_ name: String, as type: Value.Type) -> Value {
    get throws(FieldError) {
      if let value = try self[ifPresent: name, as: type] { return value }
      throw self[name] == nil ? .missing(field: name) : .malformed(field: name, type: "\(type)")
    }
  }

  /// The value of a field as a type, or `nil` when the document lacks it or it is null.
  ///
  /// Text that is empty, such as a cell of CSV that nobody filled in, is no number and no truth
  /// value, and counts as missing for these types.
  /// - Parameters:
  ///   - name: A field's name or a path into nested values.
  ///   - type: As for the other subscript.
  /// - Throws: ``FieldError`` when the value is malformed.
  public subscript<Value: FieldDecodable>(
    ifPresent name: String,
    as type: Value.Type
  ) -> Value? {
    get throws(FieldError) {
      guard let all = view.values(of: name) else { return nil }
      let values = all.filter { $0.kind != .null }
      guard !values.isEmpty else { return all.isEmpty ? Value(fieldValues: []) : nil }
      guard let value = Value(fieldValues: values) else {
        if values.allSatisfy({ $0.trimmed?.isEmpty ?? true }) { return nil }
        throw .malformed(field: name, type: "\(type)")
      }
      return value
    }
  }

  /// The field that a name or path begins at, and the length of its whole value.
  func cell(of name: String) -> (field: UInt32, byteCount: UInt32)? { view.cell(of: name) }

  /// The names of the document's fields, in the order of the corpus file.
  public var fieldNames: [String] { view.fieldNames }
}
