#include "CXXHash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static WinnowHash128 converted(XXH128_hash_t hash) {
  return (WinnowHash128){.low = hash.low64, .high = hash.high64};
}

uint64_t winnow_hash64(const void *bytes, size_t count) { return XXH3_64bits(bytes, count); }

WinnowHash128 winnow_hash128(const void *bytes, size_t count) {
  return converted(XXH3_128bits(bytes, count));
}

void winnow_hash_write(WinnowHash128 hash, char *digits) {
  for (int index = 0; index < 32; index++) {
    const uint64_t half = index < 16 ? hash.high : hash.low;
    digits[index] = "0123456789abcdef"[half >> (60 - 4 * (index % 16)) & 15];
  }
}

void *winnow_hash_create(void) {
  XXH3_state_t *state = XXH3_createState();
  if (state) XXH3_128bits_reset(state);
  return state;
}

void winnow_hash_update(void *state, const void *bytes, size_t count) {
  XXH3_128bits_update(state, bytes, count);
}

WinnowHash128 winnow_hash_digest(const void *state) {
  return converted(XXH3_128bits_digest(state));
}

uint64_t winnow_hash_digest64(const void *state) { return XXH3_64bits_digest(state); }

void winnow_hash_destroy(void *state) { XXH3_freeState(state); }
