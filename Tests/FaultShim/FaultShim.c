// A library to preload into the program under test: it counts the calls that write, over all threads
// of a process, and at a chosen one does what a fault does. It also moves the wall clock.
//
//   FAULT_ROLE    parent or worker: whose calls count (default: both)
//   FAULT_CALLS   write, sync or all: which calls count (default: all)
//   FAULT_AT      the number of the call, from 1
//   FAULT_DO      kill, killboth (the parent too), orphan (kill the parent, and stand still until the
//                 file FAULT_GO is there and SIGCONT comes), eio, enospc (files only), drop (say that a sync is
//                 done, and do nothing; every one from FAULT_AT on)
//   FAULT_ONCE    a file: who makes it first has the fault, nobody else
//   FAULT_ALWAYS  the fault comes at every later call too
//   FAULT_CLOCK   seconds that the wall clock is off
//
// strace counts calls by thread, and slows every call down; this counts by process.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { WRITE, SYNC, NAME };

static long at = -1;
static int is_ready;
static int does_kill, does_both, does_orphan, error_number, does_drop, counts_writes, counts_syncs, counts_names;
static int is_always;
static const char *once;
static long long clock_offset;
static atomic_long calls;

static const char *value(const char *name) {
  const char *text = getenv(name);
  return text ? text : "";
}

static int is_worker(void) {
  char line[4096];
  int file = (int)syscall(SYS_openat, AT_FDCWD, "/proc/self/cmdline", O_RDONLY, 0);
  if (file < 0) return 0;
  long count = syscall(SYS_read, file, line, sizeof line - 1);
  syscall(SYS_close, file);
  if (count <= 0) return 0;
  line[count] = 0;
  size_t first = strlen(line) + 1;
  return (long)first < count && strcmp(line + first, "worker") == 0;
}

__attribute__((constructor)) static void prepare(void) {
  const char *role = value("FAULT_ROLE"), *what = value("FAULT_DO"), *which = value("FAULT_CALLS");
  int is_meant = !*role || !strcmp(role, is_worker() ? "worker" : "parent");
  if (is_meant) clock_offset = atoll(value("FAULT_CLOCK"));
  if (is_meant && *value("FAULT_AT")) at = atol(value("FAULT_AT"));
  does_both = !strcmp(what, "killboth");
  does_orphan = !strcmp(what, "orphan");
  does_kill = does_both || !strcmp(what, "kill");
  error_number = !strcmp(what, "eio") ? EIO : !strcmp(what, "enospc") ? ENOSPC : 0;
  does_drop = !strcmp(what, "drop");
  int is_all = !*which || !strcmp(which, "all");
  counts_writes = is_all || !strcmp(which, "write");
  counts_syncs = is_all || !strcmp(which, "sync");
  counts_names = is_all;
  is_always = *value("FAULT_ALWAYS") != 0;
  once = *value("FAULT_ONCE") ? value("FAULT_ONCE") : NULL;
  is_ready = 1;
}

static int is_first(void) {
  if (!once) return 1;
  int file = (int)syscall(SYS_openat, AT_FDCWD, once, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (file >= 0) syscall(SYS_close, file);
  return file >= 0;
}

static int is_file(int descriptor) {
  struct stat status;
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// What is to become of a call: 0 to go on, -1 to fail (errno is set), 1 to do nothing and say it is
// done. A negative descriptor: a call that takes names.
static int fate(enum kind kind, int descriptor) {
  if (!is_ready || at < 0) return 0;
  int counts = kind == WRITE ? counts_writes : kind == SYNC ? counts_syncs : counts_names;
  if (!counts) return 0;
  if (error_number && descriptor >= 0 && !is_file(descriptor)) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (number < at || (number > at && !is_always && !does_drop)) return 0;
  if (does_drop) return kind == SYNC ? 1 : 0;
  if (number == at && !is_first() && !is_always) {
    at = -1;
    return 0;
  }
  if (does_both || does_orphan) syscall(SYS_kill, getppid(), SIGKILL);
  // Linux wakes a stopped process once, when its parent's end leaves its group an orphan.
  while (does_orphan && syscall(SYS_access, value("FAULT_GO"), F_OK) != 0) {
    syscall(SYS_kill, getpid(), SIGSTOP);
  }
  if (does_kill) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) syscall(SYS_pause);
  }
  if (!error_number) return 0;
  errno = error_number;
  return -1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define REPLACE(result, name, kind, descriptor, parameters, ...) \
  result name parameters {                                       \
    static __typeof__(&name) real;                               \
    if (!real) real = REAL(name);                                \
    int what = fate(kind, descriptor);                           \
    return what == 0 ? real(__VA_ARGS__) : what > 0 ? 0 : -1;    \
  }

REPLACE(ssize_t, write, WRITE, file, (int file, const void *bytes, size_t count), file, bytes, count)
REPLACE(ssize_t, writev, WRITE, file, (int file, const struct iovec *parts, int count), file, parts,
        count)
REPLACE(ssize_t, pwrite, WRITE, file, (int file, const void *bytes, size_t count, off_t place), file,
        bytes, count, place)
REPLACE(ssize_t, pwrite64, WRITE, file, (int file, const void *bytes, size_t count, off64_t place),
        file, bytes, count, place)
REPLACE(int, ftruncate, WRITE, file, (int file, off_t size), file, size)
REPLACE(int, ftruncate64, WRITE, file, (int file, off64_t size), file, size)
REPLACE(int, fsync, SYNC, file, (int file), file)
REPLACE(int, fdatasync, SYNC, file, (int file), file)
REPLACE(int, rename, NAME, -1, (const char *old, const char *new), old, new)
REPLACE(int, renameat, NAME, -1, (int from, const char *old, int to, const char *new), from, old, to,
        new)
REPLACE(int, linkat, NAME, -1, (int from, const char *old, int to, const char *new, int flags), from,
        old, to, new, flags)
REPLACE(int, symlinkat, NAME, -1, (const char *target, int folder, const char *name), target, folder,
        name)
REPLACE(int, unlink, NAME, -1, (const char *name), name)
REPLACE(int, unlinkat, NAME, -1, (int folder, const char *name, int flags), folder, name, flags)
REPLACE(int, mkdir, NAME, -1, (const char *name, mode_t mode), name, mode)
REPLACE(int, mkdirat, NAME, -1, (int folder, const char *name, mode_t mode), folder, name, mode)

#define OPEN(name, head, ...)                                 \
  int name head {                                             \
    static __typeof__(&name) real;                            \
    if (!real) real = REAL(name);                             \
    mode_t mode = 0;                                          \
    if (flags & (O_CREAT | __O_TMPFILE)) {                    \
      va_list rest;                                           \
      va_start(rest, flags);                                  \
      mode = va_arg(rest, mode_t);                            \
      va_end(rest);                                           \
    }                                                         \
    if ((flags & O_CREAT) && fate(NAME, -1) < 0) return -1;   \
    return real(__VA_ARGS__, flags, mode);                    \
  }

OPEN(open, (const char *name, int flags, ...), name)
OPEN(open64, (const char *name, int flags, ...), name)
OPEN(openat, (int folder, const char *name, int flags, ...), folder, name)
OPEN(openat64, (int folder, const char *name, int flags, ...), folder, name)

// The wall clock; the monotonic one stays.

int clock_gettime(clockid_t clock, struct timespec *time) {
  static __typeof__(&clock_gettime) real;
  if (!real) real = REAL(clock_gettime);
  int result = real(clock, time);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    time->tv_sec += clock_offset;
  }
  return result;
}

int gettimeofday(struct timeval *time, void *zone) {
  static int (*real)(struct timeval *, void *);
  if (!real) real = (int (*)(struct timeval *, void *))dlsym(RTLD_NEXT, "gettimeofday");
  int result = real(time, zone);
  if (result == 0) time->tv_sec += clock_offset;
  return result;
}

time_t time(time_t *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (place) *place = now.tv_sec;
  return now.tv_sec;
}
