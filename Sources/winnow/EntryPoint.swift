internal import WinnowCLI

/// The program `winnow`; all of it is in `WinnowCLI`, which tests can reach.
@main
enum EntryPoint {
  static func main() { Entry.main() }
}
