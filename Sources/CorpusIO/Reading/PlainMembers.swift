internal import CTextScan

/// Room for the values of one record, so that none is asked for per record.
final class PlainMembers {
  /// Records of more values are read one value at a time.
  static let capacity = 256

  /// Holds as many values as fit.
  let values = UnsafeMutablePointer<WinnowMember>.allocate(capacity: capacity)
  /// What comes before each value of an object.
  let shape = UnsafeMutablePointer<WinnowShape>.allocate(capacity: 1)

  init() {
    // A scanner leaves alone what a format lacks: fields of CSV have no key. Swift still copies
    // whole members, and takes a `bool` that is neither 0 nor 1 for something else, such as nil.
    values.initialize(repeating: WinnowMember(), count: Self.capacity)
    shape.initialize(to: WinnowShape(count: 0, leads: .allocate(capacity: Self.capacity)))
  }

  deinit {
    values.deallocate()
    shape.pointee.leads.deallocate()
    shape.deallocate()
  }

  /// The first values.
  func prefix(_ count: Int) -> UnsafeMutableBufferPointer<WinnowMember> {
    UnsafeMutableBufferPointer(start: values, count: count)
  }
}
