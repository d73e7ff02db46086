#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

int winnow_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int winnow_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

void winnow_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

void winnow_write_by_lines(void) { setvbuf(stdout, NULL, _IOLBF, 0); }

int winnow_watch_open(void) { return inotify_init1(IN_CLOEXEC | IN_NONBLOCK); }

int winnow_watch_add(int watch, const char *folder) {
  return inotify_add_watch(
      watch, folder, IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO);
}

void winnow_begin_writing(int file, long long offset, long long count) {
  sync_file_range(file, offset, count, SYNC_FILE_RANGE_WRITE);
}

int winnow_spawn(int *process, char *const *arguments, const char *folder, int output) {
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure != 0) return failure;
  failure = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (failure == 0) {
    failure = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  }
  if (failure == 0) {
    failure = posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  }
  if (failure == 0 && folder != NULL) {
    failure = posix_spawn_file_actions_addchdir_np(&actions, folder);
  }
  if (failure == 0) {
    failure = posix_spawn(process, arguments[0], &actions, NULL, arguments, environ);
  }
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

int winnow_open_nameless(const char *folder) {
  return open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
}

int winnow_name_file(int file, const char *path) {
  char source[32];
  snprintf(source, sizeof source, "/proc/self/fd/%d", file);
  return linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

int winnow_rename_new(const char *path, const char *target) {
  return renameat2(AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE);
}

int winnow_exchange(const char *path, const char *other) {
  return renameat2(AT_FDCWD, path, AT_FDCWD, other, RENAME_EXCHANGE);
}
