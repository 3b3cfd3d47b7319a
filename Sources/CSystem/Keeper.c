// The keeper of somebody else's program: a process between a worker and the program, that outlives
// both by as long as it takes to end what the program has started. It is forked without an exec from
// a process of several threads, one of which may hold any lock: so it takes no memory and no lock, and
// calls hardly anything but the system.
#define _GNU_SOURCE
#include "CSystem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>

// Where a keeper's descriptors lie. It has no others, so nobody waits in vain for a pipe's end.
enum place { ORDERS, NEWS, OUTPUT, ERRORS, NOTHING, PLACES, ENDS = PLACES, WORKER };

static void close_from(int first) {
  if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
  long most = sysconf(_SC_OPEN_MAX);
  for (int file = first; file < (most > 0 ? most : 1 << 16); file++) close(file);
}

// Children

struct entry {
  uint64_t inode;
  int64_t offset;
  uint16_t length;
  uint8_t type;
  char name[];
};

struct numbers {
  pid_t *found;
  int most, count;
};

static void add(struct numbers *numbers, pid_t number) {
  if (number > 0 && numbers->count < numbers->most) numbers->found[numbers->count++] = number;
}

static bool is_digit(char character) { return character >= '0' && character <= '9'; }

static pid_t number_of(const char *name) {
  pid_t number = 0;
  for (; is_digit(*name); name++) number = number * 10 + (*name - '0');
  return *name == 0 ? number : 0;
}

static void numbers_in_folder(const char *path, void (*visit)(pid_t, void *), void *context) {
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  char bytes[4096] __attribute__((aligned(8)));
  long count;
  while ((count = syscall(SYS_getdents64, folder, bytes, sizeof bytes)) > 0)
    for (long at = 0; at < count;) {
      struct entry *entry = (struct entry *)(bytes + at);
      pid_t number = number_of(entry->name);
      if (number > 0) visit(number, context);
      at += entry->length;
    }
  close(folder);
}

// A list of numbers may be longer than a reading.
static bool numbers_in_file(const char *path, struct numbers *numbers) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  char bytes[4096];
  pid_t number = 0;
  ssize_t count;
  while ((count = read(file, bytes, sizeof bytes)) > 0)
    for (ssize_t i = 0; i < count; i++) {
      if (!is_digit(bytes[i])) add(numbers, number);
      number = is_digit(bytes[i]) ? number * 10 + (bytes[i] - '0') : 0;
    }
  close(file);
  return true;
}

struct search {
  pid_t parent;
  bool is_listed;
  struct numbers numbers;
};

static void look_at_thread(pid_t thread, void *context) {
  struct search *search = context;
  char path[80];
  snprintf(path, sizeof path, "/proc/%d/task/%d/children", search->parent, thread);
  if (numbers_in_file(path, &search->numbers)) search->is_listed = true;
}

struct status {
  char state;
  pid_t parent;
};

// `4711 (any name) S 1 ...`: the state and the parent after the last bracket. Returns whether they
// could be read.
static bool read_status(int file, struct status *status) {
  char text[512];
  ssize_t count = pread(file, text, sizeof text - 1, 0);
  if (count <= 0) return false;
  text[count] = 0;
  const char *at = strrchr(text, ')');
  if (!at || strlen(at) < 5) return false;
  status->state = at[2];
  status->parent = 0;
  for (at += 4; is_digit(*at); at++) status->parent = status->parent * 10 + (*at - '0');
  return true;
}

static void look_at_process(pid_t process, void *context) {
  struct search *search = context;
  char path[40];
  struct status status;
  snprintf(path, sizeof path, "/proc/%d/stat", process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  if (read_status(file, &status) && status.parent == search->parent)
    add(&search->numbers, process);
  close(file);
}

int csystem_children(pid_t parent, pid_t *found, int most) {
  struct search search = {.parent = parent, .numbers = {.found = found, .most = most}};
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/task", parent);
  numbers_in_folder(path, look_at_thread, &search);
  // A kernel may have been built without these lists.
  if (!search.is_listed) numbers_in_folder("/proc", look_at_process, &search);
  return search.numbers.count;
}

// The program

struct start {
  const struct csystem_program *program;
  pid_t keeper;
  volatile int stage, number;
};

// Runs in a child that borrows the keeper's memory until it has become the program.
static __attribute__((noreturn)) void become(struct start *start) {
  setsid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != start->keeper) _exit(127);
  for (int signal = 1; signal < NSIG; signal++) {
    struct sigaction plain = {.sa_handler = SIG_DFL};
    sigaction(signal, &plain, NULL);
  }
  dup2(NOTHING, 0);
  dup2(OUTPUT, 1);
  dup2(ERRORS, 2);
  close_from(3);
  if (chdir(start->program->folder) != 0) {
    start->number = errno;
    start->stage = csystem_no_folder;
    _exit(127);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(start->program->path, start->program->arguments, start->program->environment);
  start->number = errno;
  start->stage = csystem_no_program;
  _exit(127);
}

static pid_t start_program(struct start *start) {
  pid_t program = vfork();
  if (program == 0) become(start);
  if (program < 0) {
    start->number = errno;
    start->stage = csystem_no_process;
  }
  return program;
}

// The keeper

struct keeper {
  pid_t program;
  bool has_ended, is_killing, is_stopped;
};

static void tell(enum csystem_word word, int value, double seconds) {
  struct csystem_news news = {.word = word, .value = value, .seconds = seconds};
  ssize_t written = write(NEWS, &news, sizeof news);
  (void)written;  // Nobody may be left to hear it.
}

static double seconds_of_children(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_CHILDREN, &usage) != 0) return 0;
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

// To the program's group, and to the keeper's children: what has left the group is one of them as soon
// as its own parent is gone. None of these numbers can be anybody else's, since only this process can
// take its children off the list; and a group keeps its number while one of them is in it.
static void signal_all(const struct keeper *keeper, int signal) {
  pid_t children[512];
  int count = csystem_children(getpid(), children, 512);
  bool has_group = !keeper->has_ended;
  for (int i = 0; i < count; i++) {
    if (getpgid(children[i]) == keeper->program) has_group = true;
    else kill(children[i], signal);
  }
  if (has_group) kill(-keeper->program, signal);
}

static void end_of_program(struct keeper *keeper, int status) {
  keeper->has_ended = true;
  if (WIFSIGNALED(status)) tell(csystem_signalled, WTERMSIG(status), 0);
  else tell(csystem_exited, WEXITSTATUS(status), 0);
}

// Returns whether any child is left.
static bool reap(struct keeper *keeper) {
  int status;
  pid_t ended;
  while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
    if (ended == keeper->program) end_of_program(keeper, status);
  return ended == 0;
}

static void obey(struct keeper *keeper) {
  char order = 0;
  ssize_t count = read(ORDERS, &order, 1);
  if (count < 0 && errno == EINTR) return;
  if (count == 1 && order == csystem_terminate) {
    signal_all(keeper, SIGTERM);
    // What is stopped would not hear of it.
    signal_all(keeper, SIGCONT);
  } else {
    keeper->is_killing = true;
  }
}

// A worker that is stopped (Ctrl-Z) has its program stopped too. Nothing tells of it, so it is looked
// at now and then.
static void follow_worker(struct keeper *keeper) {
  struct status status;
  if (!read_status(WORKER, &status)) return;
  bool is_stopped = status.state == 'T';
  if (is_stopped != keeper->is_stopped) signal_all(keeper, is_stopped ? SIGSTOP : SIGCONT);
  keeper->is_stopped = is_stopped;
}

static void keep(struct keeper *keeper) {
  struct pollfd polled[] = {{.fd = ORDERS, .events = POLLIN}, {.fd = ENDS, .events = POLLIN}};
  while (reap(keeper)) {
    if (keeper->is_killing) signal_all(keeper, SIGKILL);
    polled[0].fd = keeper->is_killing ? -1 : ORDERS;
    int ready = poll(polled, 2, keeper->is_killing ? 20 : 250);
    struct signalfd_siginfo signals[16];
    if (ready > 0 && polled[1].revents) (void)!read(ENDS, signals, sizeof signals);
    if (ready > 0 && polled[0].revents) obey(keeper);
    else if (!keeper->is_killing) follow_worker(keeper);
  }
  tell(csystem_gone, 0, seconds_of_children());
}

// The arguments of this process as lists of processes show them, in one piece.
static char *title;
static size_t title_size;

#if defined(__GLIBC__)
static __attribute__((constructor)) void find_title(int count, char **arguments) {
  if (count < 1 || !arguments[0]) return;
  title = arguments[0];
  char *end = title + strlen(title) + 1;
  for (int i = 1; i < count && arguments[i] == end; i++) end += strlen(end) + 1;
  title_size = (size_t)(end - title);
}
#endif

// Nobody shall take it for a second worker.
static void take_title(void) {
  static const char name[] = "sweep-keeper";
  prctl(PR_SET_NAME, name);
  if (title_size <= sizeof name) return;
  memset(title, 0, title_size);
  memcpy(title, name, sizeof name);
}

// Returns whether all descriptors lie in their places.
static bool settle(const int streams[PLACES]) {
  int high[PLACES];
  for (int i = 0; i < PLACES; i++)
    if ((high[i] = fcntl(streams[i], F_DUPFD, 16)) < 0) return false;
  for (int i = 0; i < PLACES; i++)
    if (dup2(high[i], i) < 0) return false;
  close_from(PLACES);
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  return signalfd(-1, &children, SFD_NONBLOCK | SFD_CLOEXEC) == ENDS;
}

static void watch(pid_t worker) {
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/stat", worker);
  open(path, O_RDONLY | O_CLOEXEC);
}

static __attribute__((noreturn)) void be_keeper(
    const struct csystem_program *program, const int streams[PLACES], pid_t worker) {
  setsid();
  if (!settle(streams)) _exit(1);
  // It would keep a disk from being taken out.
  (void)!chdir("/");
  watch(worker);
  take_title();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  struct start start = {.program = program, .keeper = getpid()};
  struct keeper keeper = {.program = start_program(&start)};
  for (int i = OUTPUT; i < PLACES; i++) close(i);
  if (start.stage != 0) {
    tell((enum csystem_word)start.stage, start.number, 0);
    _exit(0);
  }
  tell(csystem_started, keeper.program, 0);
  keep(&keeper);
  _exit(0);
}

int csystem_keep(pid_t *keeper, const struct csystem_program *program) {
  int input = open(program->input, O_RDONLY | O_CLOEXEC);
  if (input < 0) return errno;
  const int streams[PLACES] = {
      program->orders, program->news, program->output, program->errors, input};
  pid_t worker = getpid();
  sigset_t all, mask;
  sigfillset(&all);
  // From its first moment on only SIGKILL and SIGSTOP reach the keeper.
  pthread_sigmask(SIG_SETMASK, &all, &mask);
  pid_t child = fork();
  int error = child < 0 ? errno : 0;
  if (child == 0) be_keeper(program, streams, worker);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  close(input);
  *keeper = child;
  return error;
}

// Orphans

void csystem_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

bool csystem_end_orphans(double seconds) {
  int adopts = 0;
  if (prctl(PR_GET_CHILD_SUBREAPER, &adopts) != 0 || !adopts) return false;
  for (int turns = (int)(seconds * 200); turns > 0; turns--) {
    pid_t children[512], ended;
    int count = csystem_children(getpid(), children, 512);
    for (int i = 0; i < count; i++) kill(children[i], SIGKILL);
    while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) {}
    if (ended < 0) return true;
    usleep(5000);
  }
  return false;
}

#else

int csystem_children(pid_t parent, pid_t *found, int most) { return 0; }
int csystem_keep(pid_t *keeper, const struct csystem_program *program) { return ENOSYS; }
void csystem_adopt_orphans(void) {}
bool csystem_end_orphans(double seconds) { return false; }

#endif

char **csystem_environment(void) {
  extern char **environ;
  return environ;
}
