// The few system calls Swift does not see: variadic, GNU-only, or with macros in their results.
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdbool.h>
#include <sys/types.h>

/// Makes a pipe: `ends[0]` to read, `ends[1]` to write. Both are closed in programs started later
/// and lie above the standard streams, so that a child's streams can be put in place in any order.
/// Returns 0, or the error's number.
int csystem_pipe(int ends[2]);

/// Starts `path` with `arguments` (ended by NULL), `environment` (ended by NULL; NULL for this
/// process's own), and `streams` as standard input, output and error; nothing else is open in it. It
/// leads a process group of its own, so a terminal's Ctrl-C does not reach it; no signal is ignored or
/// blocked in it. Returns 0 and sets `pid`, or the error's number (that of the exec, too).
int csystem_spawn(pid_t *pid, const char *path, char *const arguments[], char *const environment[],
                  const int streams[3]);

/// A program to be kept, and the keeper's ends of its pipes.
struct csystem_program {
  /// The program's file.
  const char *path;
  /// Its arguments and its whole environment, each ended by NULL.
  char *const *arguments, *const *environment;
  /// Where it is to begin.
  const char *folder;
  /// The file that it reads as standard input.
  const char *input;
  /// The ends that it writes its output and its errors to.
  int output, errors;
  /// The end that the keeper reads orders from, and the one that it writes `struct csystem_news` to.
  int orders, news;
};

/// What a keeper tells.
enum csystem_word {
  /// The program runs; the value is its number, which is that of its session and group too.
  csystem_started = 1,
  /// It does not, and the keeper is gone; the value is the error's number. There is no process for
  /// it, no such folder to begin in, no program to be executed.
  csystem_no_process, csystem_no_folder, csystem_no_program,
  /// It has ended by itself, with this code; or by this signal.
  csystem_exited, csystem_signalled,
  /// Neither it nor anything that it started is left, and the keeper goes; with the seconds of a core
  /// that all of them took.
  csystem_gone
};

/// A keeper's word; written whole.
struct csystem_news {
  int word, value;
  double seconds;
};

/// Orders to a keeper, a byte each. All processes of the program get SIGTERM; or SIGKILL, until none
/// is left, which is what the end of the orders means too.
enum csystem_order { csystem_terminate = 'T', csystem_kill = 'K' };

/// Starts a program by way of a keeper, a process of our own between it and this one.
///
/// The program leads a session of its own, reads nothing but `input`, and has no signal ignored or blocked and no
/// descriptor but its three. What it starts, and what that starts, can leave the session and be
/// orphaned, but then becomes the keeper's child: so the keeper can end all of it. It does so at the
/// latest when this process is gone, however it went. It stops the program while this process is
/// stopped. No signal but SIGKILL and SIGSTOP reaches the keeper; if it is killed, so is the program.
/// `orders` is an end of a channel. Returns 0 and sets `keeper`, a child to be waited for, or the
/// error's number.
int csystem_keep(pid_t *keeper, const struct csystem_program *program);

/// Makes a channel: `ends[1]` to give orders, `ends[0]` to read them. As a pipe of `csystem_pipe`, but
/// an order that nobody is there to read is no reason for a signal. Returns 0, or the error's number.
int csystem_channel(int ends[2]);

/// Gives an order; where the keeper is gone nothing happens.
void csystem_give(int orders, enum csystem_order order);

/// The children of a process, `most` at most; returns how many were found.
int csystem_children(pid_t parent, pid_t *found, int most);

/// From now on what loses its parent among this process's descendants becomes its child: so nothing
/// is lost when a keeper is killed. Only for a process whose children are keepers alone.
void csystem_adopt_orphans(void);

/// Kills and takes off the list all children of a process that adopts orphans, for so long at most.
/// Returns whether none is left; does nothing elsewhere.
bool csystem_end_orphans(double seconds);

/// This process's environment, ended by NULL.
char **csystem_environment(void);

/// How a child ended.
struct csystem_end {
  /// The signal that ended it; 0 if it ended by itself.
  int signal;
  /// What it returned, if it ended by itself; -1 if somebody else has already asked for it.
  int code;
};

/// Asks, without waiting, whether a child has ended, and if so takes it off the list of processes.
/// Its number must not be used again then. Returns whether it has.
bool csystem_ended(pid_t pid, struct csystem_end *end);

/// From now on each of these signals writes its number, one byte, to `descriptor`, and does nothing
/// else. The descriptor must not block. A process has one such descriptor: the last one given.
/// Returns 0, or the error's number.
int csystem_catch(const int *signals, int count, int descriptor);

/// From now on this process ignores the signal.
void csystem_ignore(int signal);

/// From now on the signal does to this process what it does by default.
void csystem_restore(int signal);

/// Stops this process as SIGTSTP does by default, and returns when it goes on; at once where nobody
/// could wake it (an orphaned process group). SIGTSTP is handled as before afterwards.
void csystem_stop(void);

/// Whether this process ignores the signal, as one started by nohup does SIGHUP.
bool csystem_is_ignored(int signal);

/// How many processors the scheduler may put this process on; 0 where that cannot be found out.
int csystem_processors_allowed(void);

/// Names this process for `ps` and `top`, 15 bytes at most.
void csystem_name_process(const char *name);

/// Has all threads take memory from one place, and large blocks go back to the system when they are
/// freed. With a place for each thread, a limit on the address space is met long before it is used,
/// and from then on every allocation is slow. And glibc by default keeps blocks as large as the
/// largest that was ever freed, with holes between: a process that trains one model after another
/// grows with each.
void csystem_save_memory(void);

/// Makes a database connection of SQLite (a `sqlite3 *`) wary of its file: no writing to the schema
/// by statements, no functions or virtual tables called from the schema, no triggers, and limits on
/// what a row, a statement and its nesting may be. Returns 0, or SQLite's number of the error.
int csystem_defend_database(void *database);

#endif
