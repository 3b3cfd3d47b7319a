#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <malloc.h>
#include <sys/prctl.h>
#endif

extern char **environ;

// Pipes

static int plain_pipe(int ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

// Where a standard stream of this process is closed, a new descriptor may take its number.
static int lift(int *descriptor) {
  if (*descriptor > 2) return 0;
  int higher = fcntl(*descriptor, F_DUPFD_CLOEXEC, 3);
  if (higher < 0) return errno;
  close(*descriptor);
  *descriptor = higher;
  return 0;
}

static int lift_both(int ends[2]) {
  int error = lift(&ends[0]);
  if (error == 0) error = lift(&ends[1]);
  if (error != 0) {
    close(ends[0]);
    close(ends[1]);
  }
  return error;
}

int csystem_pipe(int ends[2]) { return plain_pipe(ends) == 0 ? lift_both(ends) : errno; }

static int plain_channel(int ends[2]) {
#if defined(__linux__)
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
#else
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

int csystem_channel(int ends[2]) { return plain_channel(ends) == 0 ? lift_both(ends) : errno; }

void csystem_give(int orders, enum csystem_order order) {
  char byte = (char)order;
#if defined(__linux__)
  send(orders, &byte, 1, MSG_NOSIGNAL);
#else
  send(orders, &byte, 1, 0);
#endif
}

// Children

static int set_signals(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setpgroup(attributes, 0);
  return posix_spawnattr_setflags(
      attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

static int set_streams(posix_spawn_file_actions_t *actions, const int streams[3]) {
  for (int i = 0; i < 3; i++) {
    int error = posix_spawn_file_actions_adddup2(actions, streams[i], i);
    if (error != 0) return error;
  }
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 34)
  // An inherited lock would outlive this process in its orphan.
  return posix_spawn_file_actions_addclosefrom_np(actions, 3);
#else
  return 0;
#endif
}

int csystem_spawn(pid_t *pid, const char *path, char *const arguments[], char *const environment[],
                  const int streams[3]) {
  char *const *variables = environment ? environment : environ;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  int error = posix_spawnattr_init(&attributes);
  if (error != 0) return error;
  error = posix_spawn_file_actions_init(&actions);
  if (error == 0) {
    error = set_signals(&attributes);
    if (error == 0) error = set_streams(&actions, streams);
    if (error == 0) error = posix_spawn(pid, path, &actions, &attributes, arguments, variables);
    posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_destroy(&attributes);
  return error;
}

bool csystem_ended(pid_t pid, struct csystem_end *end) {
  int status = 0;
  pid_t found;
  do {
    found = waitpid(pid, &status, WNOHANG);
  } while (found < 0 && errno == EINTR);
  if (found == 0) return false;
  end->signal = found > 0 && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  end->code = found > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return true;
}

// Signals. A handler can reach nothing but what is global: this one descriptor.

static atomic_int signal_descriptor = -1;

static void tell(int signal) {
  int saved = errno;
  unsigned char byte = (unsigned char)signal;
  ssize_t written = write(atomic_load(&signal_descriptor), &byte, 1);
  (void)written;
  errno = saved;
}

static int handle(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, NULL) == 0 ? 0 : errno;
}

int csystem_catch(const int *signals, int count, int descriptor) {
  atomic_store(&signal_descriptor, descriptor);
  for (int i = 0; i < count; i++) {
    int error = handle(signals[i], tell);
    if (error != 0) return error;
  }
  return 0;
}

void csystem_stop(void) {
  struct sigaction before, plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  if (sigaction(SIGTSTP, &plain, &before) != 0) return;
  // To this thread, so that nothing further is done in it before the process stands. It may have been
  // started by one that blocks signals.
  sigset_t stop, mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &before, NULL);
}

void csystem_ignore(int signal) { handle(signal, SIG_IGN); }

void csystem_restore(int signal) { handle(signal, SIG_DFL); }

bool csystem_is_ignored(int signal) {
  struct sigaction action;
  return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

// Databases

int csystem_defend_database(void *database) {
  static const struct { int name, value; } limits[] = {
      {SQLITE_LIMIT_LENGTH, 256 << 20},      {SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
      {SQLITE_LIMIT_COLUMN, 100},            {SQLITE_LIMIT_EXPR_DEPTH, 100},
      {SQLITE_LIMIT_COMPOUND_SELECT, 10},    {SQLITE_LIMIT_FUNCTION_ARG, 20},
      {SQLITE_LIMIT_ATTACHED, 0},            {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
      {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
  };
  int error = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (error == 0) error = sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (error == 0) error = sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    sqlite3_limit(database, limits[i].name, limits[i].value);
  return error;
}

// Processors

int csystem_processors_allowed(void) {
#if defined(__linux__)
  // The kernel refuses a set that has no room for all the processors it was built for.
  for (int most = 1024; most <= 1 << 20; most *= 2) {
    cpu_set_t *set = CPU_ALLOC(most);
    if (!set) return 0;
    size_t size = CPU_ALLOC_SIZE(most);
    int found = sched_getaffinity(0, size, set) == 0 ? CPU_COUNT_S(size, set) : -errno;
    CPU_FREE(set);
    if (found != -EINVAL) return found > 0 ? found : 0;
  }
#endif
  return 0;
}

void csystem_name_process(const char *name) {
#if defined(__linux__)
  prctl(PR_SET_NAME, name);
#endif
}

// Memory

void csystem_save_memory(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}
