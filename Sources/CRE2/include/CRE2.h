/// A set of RE2 patterns that is matched in one pass over a text.
/// Source: https://github.com/google/re2 (set.h).
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct WinnowPatternSet WinnowPatternSet;

/// An empty set; `NULL` when memory ran out.
WinnowPatternSet *winnow_set_create(void);
void winnow_set_destroy(WinnowPatternSet *set);

/// Adds a pattern, searched anywhere in the text.
///
/// Returns its index, or -1 when RE2 cannot express it.
int32_t winnow_set_add(WinnowPatternSet *set, const char *pattern, size_t count);

/// Builds the automaton after the last pattern; 0 when it is too large.
int32_t winnow_set_compile(WinnowPatternSet *set);

/// Finds which patterns occur in a text.
///
/// Points `matches` at their indices, valid until the next call, and returns
/// how many there are. Not for use from two threads at once.
size_t winnow_set_match(WinnowPatternSet *set, const uint8_t *text, size_t count,
                        const int32_t **matches);

#ifdef __cplusplus
}
#endif
