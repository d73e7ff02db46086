internal import CTextScan
internal import LabelingCore

/// Room for the members of one record, so that none is asked for per record.
final class PlainMembers {
  /// Records of more members are read one value at a time.
  static let capacity = 256

  let members = UnsafeMutablePointer<WinnowMember>.allocate(capacity: capacity)
  let fields = UnsafeMutablePointer<WinnowField>.allocate(capacity: capacity)
  let cells = UnsafeMutablePointer<DocumentBatch.Cell>.allocate(capacity: capacity)

  deinit {
    members.deallocate()
    fields.deallocate()
    cells.deallocate()
  }
}
