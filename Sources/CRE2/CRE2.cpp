#include "CRE2.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <memory>
#include <new>
#include <string>
#include <vector>

namespace {
RE2::Options options() {
  RE2::Options options(RE2::Quiet);
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_max_mem(int64_t{64} << 20);
  return options;
}
}  // namespace

struct WinnowPatternSet {
  RE2::Set set{options(), RE2::UNANCHORED};
  std::vector<std::string> patterns;
  std::vector<int> matches;
  /// One automaton per pattern, for texts on which the common one outgrows its memory.
  std::vector<std::unique_ptr<RE2>> single;
};

WinnowPatternSet *winnow_set_create(void) { return new (std::nothrow) WinnowPatternSet; }

void winnow_set_destroy(WinnowPatternSet *set) { delete set; }

int32_t winnow_set_add(WinnowPatternSet *set, const char *pattern, size_t count) {
  const int index = set->set.Add(re2::StringPiece(pattern, count), nullptr);
  if (index >= 0) set->patterns.emplace_back(pattern, count);
  return index;
}

int32_t winnow_set_compile(WinnowPatternSet *set) { return set->set.Compile(); }

size_t winnow_set_match(WinnowPatternSet *set, const uint8_t *text, size_t count,
                        const int32_t **matches) {
  const re2::StringPiece piece(reinterpret_cast<const char *>(text), count);
  RE2::Set::ErrorInfo info{};
  set->matches.clear();
  if (!set->set.Match(piece, &set->matches, &info) && info.kind == RE2::Set::kOutOfMemory) {
    set->matches.clear();
    if (set->single.empty()) {
      for (const std::string &pattern : set->patterns) {
        set->single.push_back(std::make_unique<RE2>(pattern, options()));
      }
    }
    for (size_t index = 0; index < set->single.size(); ++index) {
      if (RE2::PartialMatch(piece, *set->single[index])) {
        set->matches.push_back(static_cast<int>(index));
      }
    }
  }
  static_assert(sizeof(int) == sizeof(int32_t), "indices are handed out as they are");
  *matches = reinterpret_cast<const int32_t *>(set->matches.data());
  return set->matches.size();
}

struct WinnowPattern {
  RE2 expression;
};

WinnowPattern *winnow_pattern_create(const char *pattern, size_t count) {
  auto *made =
      new (std::nothrow) WinnowPattern{RE2(re2::StringPiece(pattern, count), options())};
  if (made && !made->expression.ok()) {
    delete made;
    return nullptr;
  }
  return made;
}

void winnow_pattern_destroy(WinnowPattern *pattern) { delete pattern; }

int32_t winnow_pattern_find(const WinnowPattern *pattern, const uint8_t *text, size_t count,
                            size_t start, int32_t group_count, size_t bounds[2]) {
  const re2::StringPiece piece(reinterpret_cast<const char *>(text), count);
  std::vector<re2::StringPiece> groups(static_cast<size_t>(group_count) + 1);
  if (!pattern->expression.Match(piece, start, count, RE2::UNANCHORED, groups.data(),
                                 group_count + 1)) {
    return 0;
  }
  size_t group = 0;
  for (size_t index = 1; index < groups.size() && group == 0; ++index) {
    if (groups[index].data() != nullptr) group = index;
  }
  bounds[0] = static_cast<size_t>(groups[group].data() - piece.data());
  bounds[1] = bounds[0] + groups[group].size();
  return 1;
}
