internal import Glibc

/// The time of day, and the time that the process has computed for.
package enum SystemClock {
  /// Nanoseconds since 1970.
  package static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  /// Seconds that all threads of the process have computed for.
  package static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Stops this thread for a while.
  package static func sleep(for duration: Duration) {
    usleep(useconds_t(clamping: Int64(max(1, duration / .microseconds(1)))))
  }

  /// Nanoseconds fill a number in the years 1677 to 2262; a time beyond is clamped.
  static func nanoseconds(_ time: timespec) -> Int {
    let (seconds, isTooFar) = Int(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isTooMuch) = seconds.addingReportingOverflow(Int(time.tv_nsec))
    guard !isTooFar, !isTooMuch else { return time.tv_sec < 0 ? .min : .max }
    return sum
  }
}
