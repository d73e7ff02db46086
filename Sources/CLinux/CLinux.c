#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>

int winnow_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

void winnow_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

void winnow_write_by_lines(void) { setvbuf(stdout, NULL, _IOLBF, 0); }

void winnow_begin_writing(int file, long long offset, long long count) {
  sync_file_range(file, offset, count, SYNC_FILE_RANGE_WRITE);
}
