#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int winnow_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int winnow_open_temporary(char *pattern) { return mkostemp(pattern, O_CLOEXEC); }

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

static int prepare_group(posix_spawnattr_t *attributes) {
  sigset_t signals;
  sigemptyset(&signals);
  int failure = posix_spawnattr_setsigmask(attributes, &signals);
  sigfillset(&signals);
  if (failure == 0) failure = posix_spawnattr_setsigdefault(attributes, &signals);
  if (failure == 0) failure = posix_spawnattr_setpgroup(attributes, 0);
  if (failure != 0) return failure;
  return posix_spawnattr_setflags(
      attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

int winnow_spawn(
    int *process, char *const *arguments, char *const *environment, const char *folder,
    int output, int errors, const WinnowDescriptor *others, size_t other_count, int leads_group) {
  posix_spawnattr_t attributes;
  int failure = posix_spawnattr_init(&attributes);
  if (failure != 0) return failure;
  posix_spawn_file_actions_t actions;
  failure = posix_spawn_file_actions_init(&actions);
  if (failure != 0) {
    posix_spawnattr_destroy(&attributes);
    return failure;
  }
  if (leads_group) failure = prepare_group(&attributes);
  if (failure == 0) {
    failure = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  }
  if (failure == 0) {
    failure = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  }
  if (failure == 0) {
    failure = posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  }
  for (size_t other = 0; failure == 0 && other < other_count; other++) {
    failure =
        posix_spawn_file_actions_adddup2(&actions, others[other].file, others[other].number);
  }
  if (failure == 0 && folder != NULL) {
    failure = posix_spawn_file_actions_addchdir_np(&actions, folder);
  }
  if (failure == 0) {
    failure = posix_spawn(process, arguments[0], &actions, &attributes, arguments, environment);
  }
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
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

void winnow_sleep_while(const uint32_t *word, uint32_t value, int milliseconds) {
  struct timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  syscall(SYS_futex, word, FUTEX_WAIT, value, &limit, NULL, 0);
}

void winnow_wake(uint32_t *word) { syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0); }

void winnow_close_all_but(int kept) {
  int failure = 0;
  if (kept > 3) failure |= close_range(3, kept - 1, 0);
  failure |= close_range(kept < 3 ? 3 : kept + 1, ~0U, 0);
  if (failure == 0) return;
  // A kernel without close_range.
  for (int file = 3; file < 1 << 16; file++) {
    if (file != kept) close(file);
  }
}

int winnow_has_ended(int process) {
  siginfo_t info = {0};
  return waitid(P_PID, process, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

void *winnow_remap(void *base, size_t old_count, size_t new_count) {
  void *moved = mremap(base, old_count, new_count, MREMAP_MAYMOVE);
  if (moved == MAP_FAILED) return NULL;
  madvise(moved, new_count, MADV_DONTFORK);
  return moved;
}

void *winnow_thread_memory(void) {
  static _Thread_local uint64_t memory[2];
  return memory;
}
