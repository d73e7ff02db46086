/// Brings values of the same name together, in order of first appearance.
struct XMLValueGroups {
  /// The first value of each name.
  private(set) var heads: [Int] = []
  /// The next value of the same name, or −1, by index within the run.
  private(set) var following: [Int] = []
  /// Serial of the last run that had a name, and that name's last value.
  private var last: [(serial: Int, index: Int)] = []
  private var serial = 0
  private var start = 0

  /// Groups the values of a run; indices are those of `values`.
  mutating func group(_ values: [XMLElementValue], in run: Range<Int>, nameCount: Int) {
    serial += 1
    start = run.lowerBound
    heads.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    while last.count < nameCount { last.append((0, -1)) }
    for index in run {
      let name = values[index].name
      following.append(-1)
      if last[name].serial == serial {
        following[last[name].index - start] = index
      } else {
        heads.append(index)
      }
      last[name] = (serial, index)
    }
  }

  /// The next value of the same name.
  func next(after index: Int) -> Int? {
    let next = following[index - start]
    return next < 0 ? nil : next
  }
}
