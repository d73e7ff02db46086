/// XXH3, the non-cryptographic hash behind digests, fingerprints and checksums.
/// Source: https://github.com/Cyan4973/xxHash, specification in doc/xxhash_spec.md.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct WinnowHash128 {
  uint64_t low, high;
} WinnowHash128;

/// Has memory fetched that will be looked at soon.
static inline void winnow_prefetch(const void *place) { __builtin_prefetch(place); }

/// The 64-bit XXH3 of `count` bytes.
uint64_t winnow_hash64(const void *bytes, size_t count);
/// The 128-bit XXH3 of `count` bytes.
WinnowHash128 winnow_hash128(const void *bytes, size_t count);

/// Writes a hash as 32 hexadecimal digits, high half first, without a NUL.
void winnow_hash_write(WinnowHash128 hash, char *digits);

/// A XXH3 over bytes that arrive in pieces; `NULL` when memory ran out.
void *winnow_hash_create(void);
void winnow_hash_update(void *state, const void *bytes, size_t count);
/// The 128-bit XXH3 of all bytes so far.
WinnowHash128 winnow_hash_digest(const void *state);
/// The 64-bit XXH3 of all bytes so far.
uint64_t winnow_hash_digest64(const void *state);
void winnow_hash_destroy(void *state);
