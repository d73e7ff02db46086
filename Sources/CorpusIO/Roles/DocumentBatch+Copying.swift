internal import LabelingCore

extension DocumentBatch {
  /// Appends bytes that are in the arena already.
  ///
  /// Appending a slice of the array to itself would copy the whole arena first.
  mutating func appendCopy(of slice: Slice) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Int(slice.length)))
    bytes.withUnsafeMutableBytes { arena in
      UnsafeMutableRawBufferPointer(rebasing: arena[start...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: arena[slice.range]))
    }
  }
}
