// Tells the thread sanitizer of the slow paths of Swift's Mutex, which are in a library that was
// built without it: what one thread did under the lock comes before what the next one does. The
// fast paths are inlined, so the sanitizer sees their atomics.
//
// `make test-sanitizers` preloads it. In programs without the sanitizer it only passes calls on.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

// Synchronization._MutexHandle._lockSlow(_: UInt32), _unlockSlow() and _tryLockSlow() -> Bool
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"

SWIFT void lockSlow(uint32_t thread, SELF void *handle) __asm__(LOCK);
SWIFT void unlockSlow(SELF void *handle) __asm__(UNLOCK);
SWIFT _Bool tryLockSlow(SELF void *handle) __asm__(TRY_LOCK);

typedef SWIFT void (*Lock)(uint32_t, SELF void *);
typedef SWIFT void (*Unlock)(SELF void *);
typedef SWIFT _Bool (*TryLock)(SELF void *);

SWIFT void lockSlow(uint32_t thread, SELF void *handle) {
  static Lock original;
  if (!original) original = (Lock)dlsym(RTLD_NEXT, LOCK);
  original(thread, handle);
  if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT void unlockSlow(SELF void *handle) {
  static Unlock original;
  if (!original) original = (Unlock)dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release) __tsan_release(handle);
  original(handle);
}

SWIFT _Bool tryLockSlow(SELF void *handle) {
  static TryLock original;
  if (!original) original = (TryLock)dlsym(RTLD_NEXT, TRY_LOCK);
  _Bool isLocked = original(handle);
  if (isLocked && __tsan_acquire) __tsan_acquire(handle);
  return isLocked;
}
