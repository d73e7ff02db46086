#include "winnow_plugin.h"

_Static_assert(sizeof(WinnowCell) == 16, "cells are copied as they are");
_Static_assert(sizeof(WinnowSlice) == 8, "slices are copied as they are");
