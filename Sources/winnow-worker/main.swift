// The process that a plugin runs in: `winnow-worker describe|apply|spans PLUGIN.so`.
//
// It knows nothing but the C border, so that a plugin's copy of LabelingKit is
// the only one in the process, and so that it starts within milliseconds when
// a function has stopped its predecessor. The host gives it the control socket
// as file descriptor 3 and the arenas as the descriptors behind it.

internal import CLinux
internal import Glibc
internal import PluginABI

let arguments = CommandLine.arguments
guard arguments.count == 3, ["describe", "apply", "spans"].contains(arguments[1]) else {
  let message = "winnow-worker is started by winnow; see 'winnow --help'\n"
  _ = message.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  exit(WorkerExit.usage.rawValue)
}

// A function that never returns must not outlive a host that was killed.
winnow_end_with_parent()
// One that was killed before that line has hung up already.
var control = pollfd(fd: Int32(WINNOW_CONTROL_FD), events: 0, revents: 0)
if poll(&control, 1, 0) > 0, control.revents & Int16(POLLHUP) != 0 {
  exit(WorkerExit.success.rawValue)
}
// What a function prints must not be lost when this process is stopped.
winnow_write_by_lines()

let plugin = LoadedPlugin(path: arguments[2])
switch arguments[1] {
case "describe": plugin.describe()
case "apply": plugin.serve { $0.apply(slot: $1, arena: $2) }
default: plugin.serve { $0.tellSpans(slot: $1, arena: $2) }
}
