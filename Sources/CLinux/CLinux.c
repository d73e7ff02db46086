#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>

int winnow_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

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
