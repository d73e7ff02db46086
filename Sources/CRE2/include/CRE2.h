/// A set of RE2 patterns that is matched in one pass over a text, and single
/// patterns that tell where they match.
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

typedef struct WinnowPattern WinnowPattern;

/// A pattern on its own; `NULL` when RE2 cannot express it or memory ran out.
WinnowPattern *winnow_pattern_create(const char *pattern, size_t count);
void winnow_pattern_destroy(WinnowPattern *pattern);

/// Finds the first match at or behind `start`; 0 when there is none.
///
/// `bounds` receives its first byte and the one behind its last: those of the
/// first of the pattern's groups 1 to `group_count` that took part, or of the
/// whole match when `group_count` is 0.
int32_t winnow_pattern_find(const WinnowPattern *pattern, const uint8_t *text, size_t count,
                            size_t start, int32_t group_count, size_t bounds[2]);

#ifdef __cplusplus
}
#endif
