import Testing

/// What `CONTRIBUTING.md` says of modules, held against the sources.
struct ModuleLayerTests {
  private let manifest: PackageManifest
  /// Targets by name.
  private let targets: [String: PackageManifest.Target]

  init() throws {
    manifest = try PackageManifest()
    targets = Dictionary(uniqueKeysWithValues: manifest.targets.map { ($0.name, $0) })
    try #require(targets["LabelingCore"]?.layer == 0 && targets["WinnowTests"] != nil)
  }

  /// What a target could import: modules of this package and products of others.
  private var known: Set<String> {
    manifest.targets.reduce(into: Set(targets.keys)) { $0.formUnion($1.dependencies) }
  }

  @Test func `what a file imports is a dependency of its target`() throws {
    for target in manifest.targets {
      let allowed = target.dependencies.union([target.name])
      for file in target.files {
        let missing = try target.imports(of: file).intersection(known).subtracting(allowed)
        #expect(missing.isEmpty, "\(target.name)/\(file) imports \(missing.sorted())")
      }
    }
  }

  @Test func `what a target depends on is imported by one of its files`() throws {
    for target in manifest.targets {
      let imported = try target.files.reduce(into: Set<String>()) {
        $0.formUnion(try target.imports(of: $1))
      }
      // Programs are started, and what is written in C is linked by C.
      let idle = target.dependencies.subtracting(imported).filter {
        targets[$0]?.kind != "executableTarget"
      }
      #expect(target.files.isEmpty || idle.isEmpty, "\(target.name) needs no \(idle.sorted())")
    }
  }

  @Test func `nothing but the platform module imports the C library`() throws {
    for target in manifest.targets where target.name != "Platform" && !target.isForTests {
      for file in target.files {
        let found = try target.imports(of: file).intersection(["CLinux", "Glibc", "Musl"])
        #expect(found.isEmpty, "\(target.name)/\(file) imports \(found.sorted())")
      }
    }
  }

  @Test func `nothing but the platform module calls the system through Foundation`() throws {
    let call =
      /\b(?:errno|pid_t)\b|\b(?:strerror|getenv|getpid|isatty|usleep|fcntl|flock|fstat|lstat|unlink)\(/
    for target in manifest.targets where target.name != "Platform" && !target.isForTests {
      for file in target.files {
        let found = try target.code(of: file).matches(of: call).map { String($0.output) }
        #expect(found.isEmpty, "\(target.name)/\(file) uses \(Set(found).sorted())")
      }
    }
  }

  @Test func `a module imports only from the layers above its own`() {
    for target in manifest.targets {
      guard let layer = target.layer else { continue }
      for name in target.dependencies {
        guard let dependency = targets[name] else { continue }
        let isC = dependency.files.isEmpty
        let isPart = target.kind == "executableTarget" && dependency.kind == "target"
        let isAbove = dependency.layer.map { $0 < layer || $0 == layer && (isC || isPart) } ?? false
        #expect(isAbove, "\(target.name) of layer \(layer) depends on \(name)")
      }
    }
  }
}
