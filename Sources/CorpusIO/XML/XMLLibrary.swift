internal import CLibXML2

/// Sets libxml2 up for the process, once.
enum XMLLibrary {
  private static let isPrepared: Bool = {
    xmlInitParser()
    // No entity is ever fetched, from the network or from disk.
    xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  /// Makes sure that the library is set up.
  static func prepare() { precondition(isPrepared) }
}
