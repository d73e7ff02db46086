/// GNU and Linux functions that Swift's Glibc module leaves out.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// memfd_create(2) with MFD_CLOEXEC: an anonymous file in memory, or -1.
int winnow_memory_file(const char *name);

/// 16 bytes that the calling thread alone has, zero at first; aligned to 8.
void *winnow_thread_memory(void);

/// Has the kernel end this process when its parent ends, prctl(2).
void winnow_end_with_parent(void);

/// inotify_init1(2): a descriptor that reports changed files and never blocks, or -1.
int winnow_watch_open(void);

/// inotify_add_watch(2) for files written, made, moved or removed in a folder; -1 if it cannot.
int winnow_watch_add(int watch, const char *folder);

/// mkostemp(3) with O_CLOEXEC: a new file, whose name replaces the six X at the pattern's end; -1 if
/// there is none.
int winnow_open_temporary(char *pattern);

/// pipe2(2) with O_CLOEXEC: the reading and the writing end; -1 if there is none.
int winnow_pipe(int ends[2]);

/// A descriptor, and the number that it gets in a program that is started.
typedef struct {
  int file;
  int number;
} WinnowDescriptor;

/// Starts a program, posix_spawn(3), in a folder unless that is NULL, without input, with output
/// and errors to descriptors and with others at their numbers; arguments and environment end with
/// NULL. One that leads a group finds signals as any program does. Returns 0 or an error number.
int winnow_spawn(
    int *process, char *const *arguments, char *const *environment, const char *folder,
    int output, int errors, const WinnowDescriptor *others, size_t other_count, int leads_group);

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

/// Sleeps while a word in shared memory has a value, for at most this many milliseconds; wakes
/// now and then for no reason, futex(2).
void winnow_sleep_while(const uint32_t *word, uint32_t value, int milliseconds);

/// Wakes whoever sleeps on a word in shared memory.
void winnow_wake(uint32_t *word);

/// Reads a word that another process writes, and all that was written before it.
static inline uint32_t winnow_load(const uint32_t *word) {
  return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

/// Writes a word for another process, behind all that was written before.
static inline void winnow_store(uint32_t *word, uint32_t value) {
  __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

/// Closes all descriptors from 3 on but one, close_range(2).
void winnow_close_all_but(int kept);

/// Whether a child has ended; it stays to be waited for, waitid(2).
int winnow_has_ended(int process);

/// Makes a mapping of a file longer or shorter, which may move it, and keeps it from processes
/// that are forked, mremap(2); NULL if it cannot.
void *winnow_remap(void *base, size_t old_count, size_t new_count);
