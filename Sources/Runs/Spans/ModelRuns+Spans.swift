internal import LabelIO
package import LabelModels
internal import LabelingCore

extension ModelRuns {
  /// Reads a model of spans that was written by `winnow fit`.
  ///
  /// - Throws: A `Diagnostic` that names the file.
  package static func spanModel(at path: String) throws -> any FittedSpanModel {
    try spanModel(WholeFile.labelModel.bytes(at: path), at: path)
  }

  /// Reads a model of spans; `nil` for a file of another kind.
  ///
  /// - Throws: A `Diagnostic` that names the file.
  package static func spanModel(ifAt path: String) throws -> (any FittedSpanModel)? {
    let bytes = try WholeFile.labelModel.bytes(at: path)
    return SpanModelFile.isOne(bytes) ? try spanModel(bytes, at: path) : nil
  }

  private static func spanModel(_ bytes: [UInt8], at path: String) throws -> any FittedSpanModel {
    do throws(LabelModelError) {
      return try SpanModelFile(bytes: bytes).model
    } catch {
      throw error.diagnostic(at: SourceLocation(path))
    }
  }
}
