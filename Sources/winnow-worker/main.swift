// The process that a plugin runs in: `winnow-worker describe|list|apply|spans PLUGIN.so`.
//
// It knows nothing but the C border and the system, so that a plugin's copy of LabelingKit is
// the only one in the process, and so that it starts within milliseconds when
// a function has stopped its predecessor. The host gives it shared memory and a bell
// as the descriptors from 3 on; see winnow_worker.h.

internal import Platform
internal import PluginABI

let arguments = CommandLine.arguments
guard arguments.count == 3, ["describe", "list", "apply", "spans"].contains(arguments[1]) else {
  let message = "winnow-worker is started by winnow; see 'winnow --help'\n"
  try? FileDescriptor.standardError.writeAll(Array(message.utf8))
  WorkerExit.usage.end()
}

// A function that never returns must not outlive a host that was killed.
CurrentProcess.endWithParent()
// One that was killed before that line is no longer the parent.
let host = HostLink()
// What a function prints must not be lost when this process is stopped.
CurrentProcess.writeByLines()

let plugin = LoadedPlugin(path: arguments[2], host)
switch arguments[1] {
case "describe": plugin.describe(runsExamples: true)
case "list": plugin.describe(runsExamples: false)
case "apply": while true { plugin.apply(to: host.next()) }
default: while true { plugin.tellSpans(of: host.next()) }
}
