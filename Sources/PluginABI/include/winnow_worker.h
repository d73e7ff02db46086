/// What winnow and its worker processes share; plugins know nothing of it.
///
/// All that is said travels in shared memory, which no function can write to or close by a
/// descriptor. The one descriptor that a worker keeps is a bell: it wakes the host and
/// carries no meaning, so garbage in it is harmless and its loss costs milliseconds.
#pragma once
#include <stdint.h>

/// Arenas a worker has; one is filled while the other is worked on.
#define WINNOW_SLOT_COUNT 2

/// The descriptors that a worker starts with, besides input, output and errors. It maps
/// the memory and closes them all but the bell.
#define WINNOW_BELL_FD 3
#define WINNOW_BOARD_FD 4
#define WINNOW_ARENA_FD 5

/// Host to worker: look at the arena in this slot.
typedef struct WinnowRequest {
  uint32_t slot;
  uint32_t reserved;
  uint64_t arena_byte_count;
} WinnowRequest;

/// The first bytes of the memory in which host and worker talk.
typedef struct WinnowBoard {
  /// Process id of the host: a worker of another parent has lost its own.
  uint32_t host;
  /// Number of requests so far; the worker sleeps until it changes.
  uint32_t asked;
  /// Number of answers so far; they come in the order of the requests.
  uint32_t answered;
  /// Arenas that the worker starts with; a descriptor behind theirs is somebody else's.
  uint32_t arena_count;
  /// The request of number n is at n % WINNOW_SLOT_COUNT.
  WinnowRequest requests[WINNOW_SLOT_COUNT];
  /// Bytes of the answer, which begins at WINNOW_ANSWER_OFFSET.
  uint64_t answer_byte_count;
} WinnowBoard;

#define WINNOW_ANSWER_OFFSET 4096
/// Room for a manifest or for spans; memory is taken as it is written to.
#define WINNOW_ANSWER_BYTES (1 << 28)
