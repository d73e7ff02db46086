/// GNU and Linux functions that Swift's Glibc module leaves out.
#pragma once
#include <stddef.h>

/// memfd_create(2) with MFD_CLOEXEC: an anonymous file in memory, or -1.
int winnow_memory_file(const char *name);

/// Has the kernel end this process when its parent ends, prctl(2).
void winnow_end_with_parent(void);

/// inotify_init1(2): a descriptor that tells of changed files and never blocks, or -1.
int winnow_watch_open(void);

/// inotify_add_watch(2) for files written, made, moved or removed in a folder; -1 if it cannot.
int winnow_watch_add(int watch, const char *folder);

/// pipe2(2) with O_CLOEXEC: the reading and the writing end; -1 if there is none.
int winnow_pipe(int ends[2]);

/// Starts a program, posix_spawn(3), in a folder unless that is NULL, without input and with all
/// output to a descriptor; `arguments` end with NULL. Returns 0 or an error number.
int winnow_spawn(int *process, char *const *arguments, const char *folder, int output);

/// Has standard output written line by line also where it is a pipe, setvbuf(3).
void winnow_write_by_lines(void);

/// Has the kernel begin to write a part of a file to its disk, sync_file_range(2), so
/// that a later fsync has less to wait for.
void winnow_begin_writing(int file, long long offset, long long count);

/// open(2) with O_TMPFILE: a new file in a folder that has no name yet, or -1.
int winnow_open_nameless(const char *folder);

/// Gives a file without a name one that nothing has yet, linkat(2); 0, or -1 with errno.
int winnow_name_file(int file, const char *path);

/// Renames a file to a name that nothing has yet, renameat2(2); 0, or -1 with errno.
int winnow_rename_new(const char *path, const char *target);

/// Exchanges what two names stand for, renameat2(2); 0, or -1 with errno.
int winnow_exchange(const char *path, const char *other);
